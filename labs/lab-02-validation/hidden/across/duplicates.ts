import { check } from "@picking-labs/test-kit";
import { canonicalOrder } from "../support/an-order.ts";
import { withAt } from "../support/at-path.ts";
import { expectIssues, type Promised } from "../support/issues.ts";
import type { JsonObject } from "../support/json.ts";

/** Orders of many products, with the duplicate in their second half. */
const ROUNDS = 3;
const PRODUCTS = 30;

check("duplicates", async (t) => {
  const app = await t.sharedApp();
  const newOrder = () => canonicalOrder(t.random, { products: 5 });
  const expect = async (what: string, body: JsonObject, issues: Promised[]) =>
    expectIssues(t, `POST /orders with ${what}`, await app.post("/orders", body), issues);

  const order = newOrder();
  const id = order.products[1]?.productId ?? 0;
  const twice = withAt(order, "products.3.productId", id);
  await expect(`product ${id} at places 1 and 3`, twice, [["products.3.productId", "duplicate"]]);
  for (const storageType of ["MANUAL", "AUTOMATED"]) {
    const first = withAt(newOrder(), "products.2.positions.0.storageType", storageType);
    const both = withAt(first, "products.2.positions.1.storageType", storageType);
    await expect(`two ${storageType} positions of the product at place 2`, both, [
      ["products.2.positions.1.storageType", "duplicate"],
    ]);
  }

  for (let round = 0; round < ROUNDS; round++) {
    const many = canonicalOrder(t.random, { products: PRODUCTS });
    const later = t.random.integer(PRODUCTS / 2, PRODUCTS - 1);
    const first = t.random.integer(0, later - 1);
    const again = withAt(many, `products.${later}.productId`, many.products[first]?.productId ?? 0);
    await expect(`one product at places ${first} and ${later} of ${PRODUCTS}`, again, [
      [`products.${later}.productId`, "duplicate"],
    ]);
    const [one] = many.products[later]?.positions ?? [];
    const alike = withAt(many, `products.${later}.positions.1.storageType`, one?.storageType ?? "MANUAL");
    await expect(`two positions of one storage type at place ${later} of ${PRODUCTS}`, alike, [
      [`products.${later}.positions.1.storageType`, "duplicate"],
    ]);
  }
});
