import { check } from "@picking-labs/test-kit";
import { entriesStay } from "../support/applied.ts";
import { created, type EventMessage, updated } from "../support/events.ts";
import { LATEST, NEWER, NOT_NEWER } from "../support/moments.ts";
import { plainOrder } from "../support/plain-order.ts";
import { publish } from "../support/publish.ts";
import { waitsAs } from "../support/waiting-order.ts";

const WAREHOUSE = 1117;

check("older-loses", async (t) => {
  await t.sharedApp();
  const [brokers, databases] = await Promise.all([t.sharedRabbitmq(), t.sharedRedis()]);
  const redis = databases.hu;

  async function andAFence(...events: EventMessage[]): Promise<void> {
    const fence = plainOrder(t.random, { warehouseId: WAREHOUSE });
    await publish(t, brokers, ...events, created(fence, LATEST));
    await waitsAs(
      t,
      redis,
      fence,
      `CREATED of order ${fence.orderId} was published behind ${events.at(-1)?.told}`,
    );
  }

  const order = plainOrder(t.random, { warehouseId: WAREHOUSE });
  const subject = { orderId: order.orderId };
  await publish(t, brokers, created(order, LATEST));
  await waitsAs(t, redis, order, `CREATED of order ${order.orderId} was published`);
  for (const moment of NOT_NEWER) {
    const stale = { ...order, warehouseId: 2040, note: moment };
    await andAFence(updated(stale, moment), created(stale, moment));
    const circumstance = `Order ${order.orderId} is known from ${LATEST}. An event from ${moment} was published, which is not newer`;
    await entriesStay(t, redis, subject, { count: 1, circumstance });
    await waitsAs(t, redis, order, circumstance, 1_000);
  }
  const newer = { ...order, note: "newer" };
  await publish(t, brokers, updated(newer, NEWER));
  await waitsAs(
    t,
    redis,
    newer,
    `Order ${order.orderId} is known from ${LATEST}. UPDATED from ${NEWER} was published, a millisecond newer`,
  );
});
