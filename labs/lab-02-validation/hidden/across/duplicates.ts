import { check } from "@picking-labs/test-kit";
import { canonicalOrder } from "../support/an-order.ts";
import { withAt } from "../support/at-path.ts";
import { expectIssues, type Promised } from "../support/issues.ts";
import type { JsonObject } from "../support/json.ts";

check("duplicates", async (t) => {
  const app = await t.sharedApp();
  const newOrder = () => canonicalOrder(t.random, { products: 5 });
  const expect = async (what: string, body: JsonObject, issues: Promised[]) =>
    expectIssues(t, `POST /orders with ${what}`, await app.post("/orders", body), issues);

  const order = newOrder();
  const id = order.products[1]?.productId ?? 0;
  const twice = withAt(order, "products.3.productId", id);
  await expect(`product ${id} at places 1 and 3`, twice, [["products.3.productId", "duplicate"]]);
  await expect(`product ${id} at places 1, 3 and 4`, withAt(twice, "products.4.productId", id), [
    ["products.3.productId", "duplicate"],
    ["products.4.productId", "duplicate"],
  ]);

  for (const storageType of ["MANUAL", "AUTOMATED"]) {
    const first = withAt(newOrder(), "products.2.positions.0.storageType", storageType);
    const both = withAt(first, "products.2.positions.1.storageType", storageType);
    await expect(`two ${storageType} positions of the product at place 2`, both, [
      ["products.2.positions.1.storageType", "duplicate"],
    ]);
  }
});
