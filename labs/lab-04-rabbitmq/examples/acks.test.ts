import { anOrder } from "@picking-labs/domain/generators";
import { check } from "@picking-labs/test-kit";

check("ack-after-effect", async (t) => {
  const { redis, rabbitmq } = await t.workplace();
  const order = anOrder(t.random, { warehouseId: 8799 });
  const event = { type: "CREATED", occurredAt: "2026-03-28T10:00:00Z", order };

  // Nothing of what the app sends reaches Redis, until release().
  redis.cz.proxy.holdRequests();
  await rabbitmq.cz.publish("wapi-events", "wapi-order-event", event);
  await t.eventually(
    () => rabbitmq.cz.proxy.counts().unacked === 1,
    () =>
      "A message was published while Redis took its time, and it is not unacked: acked too early, or not taken.",
  );

  redis.cz.proxy.release();
  await t.eventually(
    () => rabbitmq.cz.proxy.counts().unacked === 0,
    () => "Redis went on, and the message is still unacked.",
  );
  const data = await redis.cz.hget(`order:${order.orderId}`, "data");
  t.verify(data !== null, "The message is acked, and its order is not in Redis.");
});
