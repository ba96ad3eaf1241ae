import type { Order } from "@picking-labs/domain";
import { check } from "@picking-labs/test-kit";
import { entriesStay } from "../support/applied.ts";
import { at, cancelled, created, type EventMessage, picked, updated } from "../support/events.ts";
import { plainOrder } from "../support/plain-order.ts";
import { publish } from "../support/publish.ts";
import { isGone, isGoneFrom, waitingOrder, waitsAs } from "../support/waiting-order.ts";

const WAREHOUSE = 2010;

check("gone-stays-gone", async (t) => {
  await t.sharedApp();
  const [brokers, databases] = await Promise.all([t.sharedRabbitmq(), t.sharedRedis()]);
  const redis = databases.de;

  /** Publishes one after the other, and waits until each but the last has its entry; the last one must change nothing. */
  async function lastChangesNothing(order: Order, events: EventMessage[], because: string): Promise<void> {
    const subject = { orderId: order.orderId };
    for (const [index, event] of events.entries()) {
      await publish(t, brokers, event);
      if (index === 0 && event.told.startsWith("CREATED"))
        await waitsAs(t, redis, order, `${event.told} was published`);
      const count = Math.min(index + 1, events.length - 1);
      const told = events.slice(0, index + 1).map((each) => each.told);
      await entriesStay(t, redis, subject, {
        count,
        circumstance: `Published were, one after the other: ${told.join(", ")}. ${because}`,
      });
    }
    t.verify(
      isGone(await waitingOrder(redis, order.orderId)),
      () =>
        `Published were, one after the other: ${events.map(({ told }) => told).join(", ")}. ${because}, and order ${order.orderId} is in Redis again.`,
    );
  }

  const known = plainOrder(t.random, { warehouseId: WAREHOUSE });
  const final = "What is picked or cancelled stays so";
  await lastChangesNothing(
    known,
    [created(known, at(0)), picked(known, at(5)), updated(known, at(9))],
    final,
  );

  const called = plainOrder(t.random, { warehouseId: WAREHOUSE });
  await lastChangesNothing(
    called,
    [created(called, at(0)), cancelled(called, at(5)), created(called, at(9))],
    final,
  );

  const unknown = plainOrder(t.random, { warehouseId: WAREHOUSE });
  await lastChangesNothing(
    unknown,
    [picked(unknown, at(5)), created(unknown, at(0))],
    "It was picked before anybody had heard of it",
  );
  const foreign = plainOrder(t.random, { warehouseId: WAREHOUSE });
  await lastChangesNothing(
    foreign,
    [cancelled({ ...foreign, warehouseId: 8033 }, at(5)), created(foreign, at(9))],
    "It was cancelled, in another warehouse, before anybody had heard of it",
  );
  const twice = plainOrder(t.random, { warehouseId: WAREHOUSE });
  await lastChangesNothing(
    twice,
    [picked(twice, at(5)), cancelled(twice, at(9))],
    "A second removal changes nothing",
  );

  const earlier = plainOrder(t.random, { warehouseId: WAREHOUSE });
  await publish(t, brokers, created(earlier, at(5)));
  await waitsAs(t, redis, earlier, `CREATED of order ${earlier.orderId} was published`);
  await publish(t, brokers, picked(earlier, at(0)));
  await isGoneFrom(
    t,
    redis,
    earlier.orderId,
    `PICKED of order ${earlier.orderId} was published, from before its latest event; it counts whatever its occurredAt is`,
  );
});
