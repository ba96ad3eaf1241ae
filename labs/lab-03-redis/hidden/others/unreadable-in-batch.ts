import { check } from "@picking-labs/test-kit";
import { askBatch } from "../support/ask.ts";
import { orderKey } from "../support/keys.ts";
import { placeOrders } from "../support/place-orders.ts";
import { waitingOrder } from "../support/waiting-order.ts";
import { oneLineEach, type Unreadable } from "./one-line-each.ts";
import { UNREADABLE } from "./unreadable.ts";

check("unreadable-in-batch", async (t) => {
  const [app, { cz }] = await Promise.all([t.sharedApp(), t.sharedRedis()]);
  const good = UNREADABLE.map(() => waitingOrder(t.random));
  const bad = UNREADABLE.map(() => waitingOrder(t.random));
  await placeOrders(cz, good);
  for (const [index, [, write]] of UNREADABLE.entries()) {
    const order = bad[index];
    if (order !== undefined) await cz.hset(orderKey(order.orderId), { data: write(order) });
  }
  // A good one, then a bad one, and so on.
  const pairs = good.flatMap((order, index) => [order, bad[index] ?? order]);
  const circumstance = "of which every second one has unreadable data";
  const answered = await askBatch(
    t,
    app,
    "cz",
    pairs.map(({ orderId }) => orderId),
    { circumstance },
  );
  t.equal(answered.length, pairs.length, `The number of entries in a batch ${circumstance}`);
  for (const [index, [what]] of UNREADABLE.entries()) {
    const [one, other] = [good[index], bad[index]?.orderId];
    t.equal(answered[2 * index], one, `In a batch ${circumstance}, the entry of order ${one?.orderId}`);
    t.equal(answered[2 * index + 1], null, `The data of order ${other} are ${what}. In a batch it`);
  }

  const asked = UNREADABLE.map(([what], index) => inBatch(bad[index]?.orderId ?? 0, what));
  await oneLineEach(t, app, asked, async () => {
    const { orderId } = waitingOrder(t.random);
    await cz.hset(orderKey(orderId), { data: "null" });
    await askBatch(t, app, "cz", [orderId], { circumstance: "whose data are unreadable" });
    return inBatch(orderId, "null");
  });
});

function inBatch(orderId: number, what: string): Unreadable {
  return { orderId, happened: `The data of order ${orderId} are ${what}. It was asked for in a batch` };
}
