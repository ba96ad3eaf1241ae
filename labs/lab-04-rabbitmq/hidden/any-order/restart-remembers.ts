import { check } from "@picking-labs/test-kit";
import { entriesStay } from "../support/applied.ts";
import { capacityBecomes } from "../support/capacity.ts";
import { at, cancelled, created, picked, predicted, updated } from "../support/events.ts";
import { plainOrder } from "../support/plain-order.ts";
import { publish } from "../support/publish.ts";
import { isGone, isGoneFrom, waitingOrder, waitsAs } from "../support/waiting-order.ts";

const WAREHOUSE = 1100;

check("restart-remembers", async (t) => {
  const [redis, rabbitmq] = await Promise.all([t.redis(), t.rabbitmq()]);
  const first = await t.app({ redis, rabbitmq });
  const known = plainOrder(t.random, { warehouseId: WAREHOUSE });
  const gone = plainOrder(t.random, { warehouseId: WAREHOUSE });
  const called = plainOrder(t.random, { warehouseId: WAREHOUSE });
  await publish(
    t,
    rabbitmq,
    created(known, at(5)),
    created(gone, at(5)),
    picked(gone, at(6)),
    cancelled(called, at(6)),
    predicted(WAREHOUSE, 40, at(5)),
  );
  await waitsAs(t, redis.cz, known, `CREATED of order ${known.orderId} was published`);
  await isGoneFrom(t, redis.cz, gone.orderId, `PICKED of order ${gone.orderId} was published`);
  await entriesStay(
    t,
    redis.cz,
    { orderId: called.orderId },
    {
      count: 1,
      circumstance: `A cancellation of order ${called.orderId}, which nobody had heard of, was published`,
    },
  );
  const capacity = (circumstance: string) =>
    capacityBecomes(t, redis.cz, { warehouseId: WAREHOUSE, capacity: 40 }, circumstance);
  await capacity("A prediction of 40 was published");
  await first.signal("SIGTERM");
  await first.exited({ within: 10_000, otherwise: "The app still runs 10 s after SIGTERM." });

  await t.app({ redis, rabbitmq });
  const fence = plainOrder(t.random, { warehouseId: WAREHOUSE });
  const stale = { ...known, note: "from before" };
  await publish(
    t,
    rabbitmq,
    updated(stale, at(4)),
    created(known, at(5)),
    created(gone, at(9)),
    created(called, at(9)),
    predicted(WAREHOUSE, 30, at(4)),
    created(fence, at(0)),
  );
  await waitsAs(t, redis.cz, fence, "The app was started again and CREATED of another order was published");

  const older = `Order ${known.orderId} was known from ${at(5)}. The app was started again, then events about it came that are not newer`;
  await entriesStay(t, redis.cz, { orderId: known.orderId }, { count: 1, circumstance: older });
  await waitsAs(t, redis.cz, known, older, 1_000);
  for (const [end, { orderId }] of [
    ["picked", gone],
    ["cancelled", called],
  ] as const)
    t.verify(
      isGone(await waitingOrder(redis.cz, orderId)),
      `Order ${orderId} was ${end}, the app was started again, then CREATED of it was published: it is in Redis again.`,
    );
  const earlier = `A prediction of 40 was known from ${at(5)}. The app was started again, then one of 30 came that is not newer`;
  await entriesStay(t, redis.cz, { warehouseId: WAREHOUSE }, { count: 1, circumstance: earlier });
  await capacity(earlier);
});
