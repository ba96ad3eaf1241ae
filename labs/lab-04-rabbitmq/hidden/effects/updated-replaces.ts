import { check } from "@picking-labs/test-kit";
import { at, created, updated } from "../support/events.ts";
import { plainOrder } from "../support/plain-order.ts";
import { publish } from "../support/publish.ts";
import { waitsAs } from "../support/waiting-order.ts";

check("updated-replaces", async (t) => {
  await t.sharedApp();
  const [brokers, databases] = await Promise.all([t.sharedRabbitmq(), t.sharedRedis()]);
  const order = plainOrder(t.random, { warehouseId: 1010 });
  await publish(t, brokers, created(order, at(0)));
  await waitsAs(t, databases.at, order, `CREATED of order ${order.orderId} was published`);

  const later = { ...order, prioritizationTime: "2026-03-30T05:00:00.125Z", note: "cold" };
  await publish(t, brokers, updated(later, at(1)));
  await waitsAs(
    t,
    databases.at,
    later,
    `UPDATED of order ${order.orderId}, with another time and a note, was published`,
  );

  const moved = { ...plainOrder(t.random, { warehouseId: 4020, products: 2 }), orderId: order.orderId };
  await publish(t, brokers, updated(moved, at(2)));
  await waitsAs(
    t,
    databases.at,
    moved,
    `Order ${order.orderId} waited in warehouse 1010, UPDATED says that it waits in 4020`,
  );
});
