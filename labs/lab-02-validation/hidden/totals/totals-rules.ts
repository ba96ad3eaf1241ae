import { check } from "@picking-labs/test-kit";
import { canonicalOrder } from "../support/an-order.ts";
import { withAt } from "../support/at-path.ts";
import { expectIssues, expectPaths, type Promised } from "../support/issues.ts";
import { expectTotals } from "./post-totals.ts";

check("totals-rules", async (t) => {
  const app = await t.sharedApp();
  // Whole amounts: how exact sums are is judged by other checks.
  const newOrder = () => {
    const order = canonicalOrder(t.random, { products: 2, positions: 1 });
    return withAt(withAt(order, "products.0.amount", "3"), "products.1.amount", "4") as typeof order;
  };
  const order = newOrder();
  await expectTotals(t, app, "the same order three times", [order, order, order]);
  await expectTotals(t, app, "a hundred orders", Array.from({ length: 100 }, newOrder));

  const refused = async (what: string, body: unknown, issues: Promised[]) =>
    expectIssues(t, `POST /orders/total with ${what}`, await app.post("/orders/total", body), issues);
  await refused("no orders", { orders: [] }, [["orders", "count"]]);
  await refused("101 orders", { orders: Array.from({ length: 101 }, newOrder) }, [["orders", "count"]]);
  await refused("an object instead of the list", { orders: {} }, [["orders", "type"]]);
  expectPaths(t, "POST /orders/total with an empty body {}", await app.post("/orders/total", {}), ["orders"]);
  const amount = [newOrder(), withAt(newOrder(), "products.0.amount", "abc"), newOrder()];
  await refused("an amount that is no decimal in the second order", { orders: amount }, [
    ["orders.1.products.0.amount", "format"],
  ]);
  const id = [newOrder(), newOrder(), withAt(newOrder(), "orderId", {})];
  await refused("an orderId that is no number in the third order", { orders: id }, [
    ["orders.2.orderId", "type"],
  ]);
  const other = withAt(withAt(newOrder(), "warehouseId", 8799), "country", "at");
  // Where POST /orders takes it, the rule itself is missing, which is judged elsewhere.
  if ((await app.post("/orders", other)).status === 422)
    await refused("an order of warehouse 8799 in at", { orders: [other] }, [
      ["orders.0.country", "mismatch"],
    ]);
});
