import { COUNTRIES } from "@picking-labs/domain";
import { check } from "@picking-labs/test-kit";
import { queueOf, SOURCES } from "../support/names.ts";

check("bindings-declared", async (t) => {
  await t.sharedApp();
  const brokers = await t.sharedRabbitmq();
  for (const tenant of COUNTRIES) {
    let last: string[] = [];
    const wanted = SOURCES.map(({ exchange, routingKey }) => `${exchange} with ${routingKey}`);
    await t.eventually(
      async () => {
        const bindings = await brokers[tenant].bindings();
        last = bindings
          .filter(({ source, destination }) => source !== "" && destination === queueOf(tenant))
          .map(({ source, routingKey }) => `${source} with ${routingKey}`);
        return wanted.every((binding) => last.includes(binding));
      },
      () =>
        `The queue ${queueOf(tenant)} is bound to: ${last.join("; ") || "nothing"}. What is missing: ${wanted
          .filter((binding) => !last.includes(binding))
          .join("; ")}.`,
      { within: 5_000, every: 200 },
    );
    const more = last.filter((binding) => !wanted.includes(binding));
    t.verify(
      more.length === 0,
      `The queue ${queueOf(tenant)} is also bound to ${more.join("; ")}. That is not promised.`,
    );
  }
});
