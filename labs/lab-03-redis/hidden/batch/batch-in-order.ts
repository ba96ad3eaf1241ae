import { check } from "@picking-labs/test-kit";
import { askBatch } from "../support/ask.ts";
import { placeOrders } from "../support/place-orders.ts";
import { waitingOrder } from "../support/waiting-order.ts";

check("batch-in-order", async (t) => {
  const [app, { cz }] = await Promise.all([t.sharedApp(), t.sharedRedis()]);
  const orders = Array.from({ length: 500 }, () =>
    waitingOrder(t.random, { warehouseId: t.random.pick([8799, 1100, 6020]) }),
  );
  await placeOrders(cz, orders);
  for (const count of [1, 2, 30, 500]) {
    const asked = t.random.shuffle(orders).slice(0, count);
    const answered = await askBatch(
      t,
      app,
      "cz",
      asked.map(({ orderId }) => orderId),
    );
    t.equal(answered.length, count, `The number of entries in a batch of ${count} ids`);
    t.equal(answered, asked, `The orders of a batch of ${count} ids`);
  }
});
