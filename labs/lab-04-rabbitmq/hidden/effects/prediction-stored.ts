import { check } from "@picking-labs/test-kit";
import { entriesOf } from "../support/applied.ts";
import { capacityBecomes } from "../support/capacity.ts";
import { at, predicted } from "../support/events.ts";
import { publish } from "../support/publish.ts";

const WAREHOUSE = 9027;

check("prediction-stored", async (t) => {
  await t.sharedApp();
  const [brokers, databases] = await Promise.all([t.sharedRabbitmq(), t.sharedRedis()]);
  for (const [minute, capacity] of [17, 0].entries()) {
    const event = predicted(WAREHOUSE, capacity, at(minute));
    await publish(t, brokers, event);
    await capacityBecomes(
      t,
      databases.hu,
      { warehouseId: WAREHOUSE, capacity },
      `A ${event.told.slice(2)} was published`,
    );
  }
  const wanted = `PREDICTED ${at(0)}, PREDICTED ${at(1)}`;
  let last = "";
  await t.eventually(
    async () => {
      const entries = await entriesOf(databases.hu, { warehouseId: WAREHOUSE });
      last = entries.map(({ type, occurredAt }) => `${type} ${occurredAt}`).join(", ");
      return last === wanted;
    },
    () =>
      `Two predictions for warehouse ${WAREHOUSE} were applied. The entries about it in engine:applied are: ${last || "none"}. Promised are: ${wanted}.`,
  );
});
