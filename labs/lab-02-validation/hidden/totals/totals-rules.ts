import { check, type HttpResult } from "@picking-labs/test-kit";
import { canonicalOrder } from "../support/an-order.ts";
import { ABSENT, withAt } from "../support/at-path.ts";
import { sent } from "../support/cases.ts";
import { type Code, expectIssues, expectPaths, type Promised } from "../support/issues.ts";
import type { Json } from "../support/json.ts";
import { expectTotals } from "./post-totals.ts";

/** In a list of so many, one is broken. */
const ORDERS = 10;

/** What makes a whole order invalid, whichever of its fields is added up. */
const BROKEN: [path: string, value: Json | typeof ABSENT, code: Code][] = [
  ["prioritizationTime", "yesterday", "format"],
  ["warehouseId", {}, "type"],
  ["warehouseId", 1, "enum"],
  ["note", {}, "type"],
  ["products.1.positions", {}, "type"],
  ["products.0.positions.0.sector", ABSENT, "required"],
  ["products.1.positions.0.storageType", "ROBOT", "enum"],
  ["products.0.positions.0.available", "abc", "format"],
];

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
  const both = [withAt(newOrder(), "products.1.amount", "abc"), newOrder(), amount[1] ?? newOrder()];
  const two = withAt(both[0] ?? {}, "products.0.amount", "abc");
  const told = (await app.post("/orders", two)).json as { issues?: unknown[] } | undefined;
  // Where POST /orders tells one of two issues only, that is judged elsewhere.
  if (told?.issues?.length === 2)
    await refused("amounts that are no decimals in the first order and in the third", { orders: both }, [
      ["orders.0.products.1.amount", "format"],
      ["orders.2.products.0.amount", "format"],
    ]);
  const other = withAt(withAt(newOrder(), "warehouseId", 8799), "country", "at");
  // Where POST /orders takes it, the rule itself is missing, which is judged elsewhere.
  if ((await app.post("/orders", other)).status === 422)
    await refused("an order of warehouse 8799 in at", { orders: [other] }, [
      ["orders.0.country", "mismatch"],
    ]);
  for (const [path, value, code] of BROKEN) {
    const broken = withAt(newOrder(), path, value);
    // Where POST /orders does not tell it so, that is judged elsewhere.
    if (!tells(await app.post("/orders", broken), path, code)) continue;
    const what = sent({ path, value }).replace("POST /orders", "an order");
    const place = t.random.integer(1, ORDERS - 2);
    const orders = Array.from({ length: ORDERS }, (_, index) => (index === place ? broken : newOrder()));
    await refused(`${what} at place ${place} of ${ORDERS} orders`, { orders }, [
      [`orders.${place}.${path}`, code],
    ]);
  }
  for (const text of ["null", "[]", '"orders"'])
    if (tells(await app.post("/orders", text), "", "type"))
      expectIssues(t, `POST /orders/total with the body ${text}`, await app.post("/orders/total", text), [
        ["", "type"],
      ]);
});

/** Whether exactly this issue is told, letter for letter. */
function tells({ status, json }: HttpResult, path: string, code: Code): boolean {
  const { issues } = (json ?? {}) as { issues?: unknown };
  if (status !== 422 || !Array.isArray(issues) || issues.length !== 1) return false;
  return issues[0]?.path === path && issues[0]?.code === code;
}
