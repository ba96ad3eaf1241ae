import { check } from "@picking-labs/test-kit";
import { entriesStay } from "../support/applied.ts";
import { capacityBecomes } from "../support/capacity.ts";
import { predicted } from "../support/events.ts";
import { LATEST, NEWER, NOT_NEWER } from "../support/moments.ts";
import { publish } from "../support/publish.ts";

/** No other check predicts for it on the shared app. */
const WAREHOUSE = 6020;

check("older-prediction", async (t) => {
  await t.sharedApp();
  const [brokers, databases] = await Promise.all([t.sharedRabbitmq(), t.sharedRedis()]);
  const becomes = (capacity: number, circumstance: string) =>
    capacityBecomes(t, databases.cz, { warehouseId: WAREHOUSE, capacity }, circumstance);

  await databases.cz.set(`warehouse:${WAREHOUSE}:capacity`, 77);
  await publish(t, brokers, predicted(WAREHOUSE, 40, LATEST));
  await becomes(40, "Somebody else had written the capacity 77. The first prediction, 40, was published");

  const stale = NOT_NEWER.map((moment, index) => predicted(WAREHOUSE, index, moment));
  await publish(t, brokers, predicted(WAREHOUSE, 40, LATEST), ...stale);
  const circumstance = `A prediction of 40 from ${LATEST} was published, then the same again, and others from ${NOT_NEWER.join(", ")}`;
  await entriesStay(t, databases.cz, { warehouseId: WAREHOUSE }, { count: 1, circumstance });
  await becomes(40, circumstance);

  await publish(t, brokers, predicted(WAREHOUSE, 41, NEWER));
  const atLast = `${circumstance}, and at last one of 41 from ${NEWER}, a millisecond newer than the first`;
  await becomes(41, atLast);
  // On a busy machine the stale ones may have been applied only now.
  await entriesStay(t, databases.cz, { warehouseId: WAREHOUSE }, { count: 2, circumstance: atLast });
});
