import { COUNTRIES } from "@picking-labs/domain";
import { check } from "@picking-labs/test-kit";
import { SOURCES } from "../support/names.ts";
import { expectExchanges } from "../support/publish.ts";

check("exchanges-declared", async (t) => {
  await t.sharedApp();
  const brokers = await t.sharedRabbitmq();
  for (const tenant of COUNTRIES)
    for (const { exchange, type } of SOURCES) {
      const broker = brokers[tenant];
      await expectExchanges(t, broker, [exchange]);
      const seen = (await broker.exchanges()).find(({ name }) => name === exchange);
      const where = `the exchange ${exchange} of ${tenant}`;
      t.equal(seen?.type, type, `The type of ${where}`);
      t.equal(seen?.durable, true, `durable of ${where}`);
      t.equal(seen?.autoDelete, false, `auto-delete of ${where}`);
    }
});
