import { check } from "@picking-labs/test-kit";
import { plainOrder } from "../support/plain-order.ts";
import { postOrder, told } from "../support/post-order.ts";

/** One second is promised; an app that waits for Postgres waits longer than this. */
const ANSWER_LIMIT_MS = 4_000;
/** For an error that nobody catches to end the process. */
const LATE_MS = 250;

check("decides-while-away", async (t) => {
  const database = await t.database();
  const proxy = await t.proxy(database);
  const app = await t.app({ database: proxy });
  await postOrder(t, app, plainOrder(t.random));

  async function stillDecides(circumstance: string): Promise<void> {
    for (let round = 0; round < 2; round++) {
      await postOrder(t, app, plainOrder(t.random), { circumstance, timeoutMs: ANSWER_LIMIT_MS });
      const ping = await app.get("/ping");
      t.verify(
        ping.status === 200,
        () => `GET /ping ${circumstance} brought ${told(ping)}, promised is 200.`,
      );
      await t.never(
        async () => !app.running,
        () => `An order came ${circumstance}, and the app ended.`,
        { for: LATE_MS },
      );
    }
  }

  proxy.holdAnswers();
  await stillDecides("while Postgres was silent");
  proxy.refuse();
  proxy.cut();
  await stillDecides("while Postgres refused connections");
  proxy.release();
  proxy.allow();
  await t.eventually(
    () => proxy.counts().connections > 0,
    () => "never",
    { within: 10 },
  );
  await postOrder(t, app, plainOrder(t.random));
  proxy.cut();
  await stillDecides("after its connections to Postgres were cut");
});
