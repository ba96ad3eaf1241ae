import { anOrder } from "@picking-labs/domain/generators";
import { check } from "@picking-labs/test-kit";

check("order-stored", async (t) => {
  const app = await t.sharedApp();
  const { cz } = await t.sharedRedis();
  const order = anOrder(t.random, { warehouseId: 8799 });
  const answer = await app.post("/process_order_without_decision", order);
  t.equal(answer.status, 201, "the status of POST /process_order_without_decision");

  // The judge looks into Redis itself, with a connection of its own.
  const data = await cz.hget(`order:${order.orderId}`, "data");
  t.verify(
    data !== null,
    `Order ${order.orderId} was added, and order:${order.orderId} has no field "data".`,
  );
  t.equal(JSON.parse(data ?? "").orderId, order.orderId, "the orderId in the data");
  const score = await cz.zscore("warehouse:8799:orders", String(order.orderId));
  t.verify(score !== null, `Order ${order.orderId} is no member of warehouse:8799:orders.`);
});

check("score-in-seconds", async (t) => {
  const app = await t.sharedApp();
  const { cz } = await t.sharedRedis();
  const order = {
    ...anOrder(t.random, { warehouseId: 8799 }),
    prioritizationTime: "2026-03-29T01:30:00.250Z",
  };
  await app.post("/process_order_without_decision", order);
  const score = await cz.zscore("warehouse:8799:orders", String(order.orderId));
  t.equal(score, 1774747800.25, "the score of an order of 2026-03-29T01:30:00.250Z");
});
