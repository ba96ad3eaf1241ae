import { COUNTRIES } from "@picking-labs/domain";
import { check } from "@picking-labs/test-kit";
import { queueOf } from "../support/names.ts";

check("every-tenant-consumes", async (t) => {
  await t.sharedApp();
  const brokers = await t.sharedRabbitmq();
  for (const tenant of COUNTRIES)
    await t.eventually(
      async () => ((await brokers[tenant].queue(queueOf(tenant)))?.consumers ?? 0) > 0,
      () =>
        `The queue ${queueOf(tenant)}, in the virtual host of ${tenant}, has no consumer, 5 s after the app was up.`,
      { within: 5_000, every: 200 },
    );
});
