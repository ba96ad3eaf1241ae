import { anOrder } from "@picking-labs/domain/generators";
import { check } from "@picking-labs/test-kit";

check("created-lands", async (t) => {
  await t.sharedApp();
  const [brokers, databases] = await Promise.all([t.sharedRabbitmq(), t.sharedRedis()]);
  const order = anOrder(t.random, { warehouseId: 8799 });
  const event = { type: "CREATED", occurredAt: "2026-03-28T10:00:00Z", order };
  await brokers.cz.publish("wapi-events", "wapi-order-event", event);

  // Nobody answers: whoever published finds out by looking.
  const data = await t.eventually(
    () => databases.cz.hget(`order:${order.orderId}`, "data"),
    () => `CREATED of order ${order.orderId} was published in cz, and its hash has no field "data".`,
  );
  t.equal(JSON.parse(data), order, `The field "data" of order:${order.orderId}`);
  const score = await databases.cz.zscore("warehouse:8799:orders", String(order.orderId));
  t.equal(score, Date.parse(order.prioritizationTime) / 1000, "Its score, the priority time in seconds");
});
