import { COUNTRIES } from "@picking-labs/domain";
import { check } from "@picking-labs/test-kit";
import { deadQueueOf, queueOf } from "../support/names.ts";

/** Arguments that end a queue or drop what is in it. */
const LIMITS = ["x-expires", "x-message-ttl", "x-max-length", "x-max-length-bytes", "x-max-age"];

check("queues-declared", async (t) => {
  await t.sharedApp();
  const brokers = await t.sharedRabbitmq();
  for (const tenant of COUNTRIES)
    for (const name of [queueOf(tenant), deadQueueOf(tenant)]) {
      const seen = await t.eventually(
        async () => (await brokers[tenant].queues()).find((queue) => queue.name === name),
        () => `In the virtual host of ${tenant} there is no queue ${name}, 5 s after the app was up.`,
        { within: 5_000, every: 200 },
      );
      t.equal(seen.durable, true, `durable of the queue ${name}`);
      t.equal(seen.autoDelete, false, `auto-delete of the queue ${name}`);
      t.verify(!seen.exclusive, `The queue ${name} is exclusive. Promised is that it is not.`);
      t.verify(
        seen.type === "classic" || seen.type === "quorum",
        `The queue ${name} is a ${seen.type} queue. Promised is a classic or a quorum queue.`,
      );
      const limits = LIMITS.filter((limit) => limit in seen.arguments);
      t.verify(limits.length === 0, `The queue ${name} has a limit: ${limits.join(", ")}. Promised is none.`);
    }
});
