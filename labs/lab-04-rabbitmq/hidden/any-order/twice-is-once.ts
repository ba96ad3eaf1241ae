import { check } from "@picking-labs/test-kit";
import { entriesStay } from "../support/applied.ts";
import { at, created, picked, updated } from "../support/events.ts";
import { plainOrder } from "../support/plain-order.ts";
import { publish } from "../support/publish.ts";

const WAREHOUSE = 4010;

check("twice-is-once", async (t) => {
  await t.sharedApp();
  const [brokers, databases] = await Promise.all([t.sharedRabbitmq(), t.sharedRedis()]);
  const order = plainOrder(t.random, { warehouseId: WAREHOUSE });
  const gone = plainOrder(t.random, { warehouseId: WAREHOUSE });
  const twice = [
    { event: created(order, at(0)), subject: { orderId: order.orderId }, count: 1 },
    { event: updated({ ...order, note: "again" }, at(3)), subject: { orderId: order.orderId }, count: 2 },
    { event: created(gone, at(0)), subject: { orderId: gone.orderId }, count: 1 },
    { event: picked(gone, at(3)), subject: { orderId: gone.orderId }, count: 2 },
  ];
  for (const { event, subject, count } of twice) {
    await publish(t, brokers, event, event, event);
    await entriesStay(t, databases.ro, subject, {
      count,
      circumstance: `${event.told} was published three times`,
    });
  }
});
