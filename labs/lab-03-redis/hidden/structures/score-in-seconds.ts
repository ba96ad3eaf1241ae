import { check } from "@picking-labs/test-kit";
import { addOrder } from "../support/add-order.ts";
import { warehouseKey } from "../support/keys.ts";
import { HALF_A_MILLISECOND } from "../support/snapshot.ts";
import { waitingOrder } from "../support/waiting-order.ts";

/** The moment as it is sent, and its score. */
const MOMENTS: [string, number][] = [
  ["2026-03-29T01:30:00.250Z", 1774747800.25],
  ["2026-03-29T01:30:00Z", 1774747800],
  ["2026-03-29T03:30:00.001+02:00", 1774747800.001],
  ["2026-03-28T20:15:00.999-05:15", 1774747800.999],
  ["2000-01-02T00:00:00.5Z", 946771200.5],
  ["2099-12-30T23:59:59.123Z", 4102358399.123],
];

check("score-in-seconds", async (t) => {
  const [app, { cz }] = await Promise.all([t.sharedApp(), t.sharedRedis()]);
  for (const [time, promised] of MOMENTS) {
    const order = waitingOrder(t.random, { warehouseId: 6020 });
    await addOrder(t, app, { ...order, prioritizationTime: time });
    const score = await cz.zscore(warehouseKey(6020), String(order.orderId));
    t.verify(
      score !== null && Math.abs(score - promised) < HALF_A_MILLISECOND,
      `An order of ${time} has the score ${score}; promised is ${promised}. (The process runs with TZ=Asia/Kathmandu.)`,
    );
  }
});
