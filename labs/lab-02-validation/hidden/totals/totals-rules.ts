import { check } from "@picking-labs/test-kit";
import { canonicalOrder } from "../support/an-order.ts";
import { withAt } from "../support/at-path.ts";
import { expectIssues, type Promised } from "../support/issues.ts";
import { expectTotals } from "./post-totals.ts";

check("totals-rules", async (t) => {
  const app = await t.sharedApp();
  const newOrder = () => canonicalOrder(t.random, { products: 2, positions: 1 });
  const order = newOrder();
  await expectTotals(t, app, "the same order three times", [order, order, order]);
  await expectTotals(t, app, "a hundred orders", Array.from({ length: 100 }, newOrder));

  const refused = async (what: string, body: unknown, issues: Promised[]) =>
    expectIssues(t, `POST /orders/total with ${what}`, await app.post("/orders/total", body), issues);
  await refused("no orders", { orders: [] }, [["orders", "count"]]);
  await refused("101 orders", { orders: Array.from({ length: 101 }, newOrder) }, [["orders", "count"]]);
  await refused("an object instead of the list", { orders: {} }, [["orders", "type"]]);
  await refused("an empty body {}", {}, [["orders", "required"]]);
  const wrong = [
    newOrder(),
    withAt(newOrder(), "products.0.amount", "0.0001"),
    withAt(newOrder(), "orderId", "5"),
  ];
  await refused("three orders, two of them invalid", { orders: wrong }, [
    ["orders.1.products.0.amount", "precision"],
    ["orders.2.orderId", "type"],
  ]);
  const other = withAt(withAt(newOrder(), "warehouseId", 8799), "country", "at");
  await refused("an order of warehouse 8799 in at", { orders: [other] }, [["orders.0.country", "mismatch"]]);
});
