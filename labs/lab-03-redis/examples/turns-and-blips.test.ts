import { anOrder } from "@picking-labs/domain/generators";
import { check } from "@picking-labs/test-kit";

check("batch-turns", async (t) => {
  // An app with a Redis of its own, behind a proxy that counts turns.
  const { app, redis } = await t.workplace();
  const orders = Array.from({ length: 50 }, () => anOrder(t.random, { warehouseId: 8799 }));
  for (const order of orders) await redis.cz.hset(`order:${order.orderId}`, { data: JSON.stringify(order) });

  const orderIds = orders.map(({ orderId }) => orderId);
  redis.cz.proxy.reset();
  const answer = await app.post("/orders/batch", { country: "cz", orderIds });
  t.equal(answer.status, 200, "the status of POST /orders/batch");
  const turns = redis.cz.proxy.workTurns();
  t.verify(turns <= 2, `A batch of 50 ids took ${turns} turns, promised are at most 2.`);
});

check("blip-refused", async (t) => {
  const { app, redis } = await t.workplace();
  const order = anOrder(t.random, { warehouseId: 8799 });
  redis.cz.proxy.refuse();
  redis.cz.proxy.cut();
  const answered = app.post("/process_order_without_decision", order);
  setTimeout(() => redis.cz.proxy.allow(), 500);
  t.equal(
    (await answered).status,
    201,
    "the status of an order that came while Redis was away for half a second",
  );
});
