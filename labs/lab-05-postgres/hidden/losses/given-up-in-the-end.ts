import { type CheckContext, check, type JudgeDatabase, type RunningApp } from "@picking-labs/test-kit";
import { appLives, errorCount, errorNames } from "@picking-labs/test-kit/every-app";
import { plainOrder } from "../support/plain-order.ts";
import { postOrder } from "../support/post-order.ts";
import { storedRows } from "../support/stored-rows.ts";

/** RETRY_FOR_MS of this check's app, in place of half a minute. */
const RETRY_FOR_MS = 1_500;
/** Before that, nothing is given up. */
const STILL_TRYING_MS = 800;

check("given-up-in-the-end", async (t) => {
  const database = await t.database();
  const proxy = await t.proxy(database);
  const app = await t.app({ database: proxy, env: { RETRY_FOR_MS: String(RETRY_FOR_MS) } });
  proxy.refuse();
  proxy.cut();
  await appLives(t, app, "Postgres cut the app's connections");
  const began = performance.now();
  const { order } = await postOrder(t, app, plainOrder(t.random), {
    circumstance: "while Postgres was away",
  });
  await errorNames(
    t,
    app,
    order.orderId,
    `Postgres stays away, and RETRY_FOR_MS is ${RETRY_FOR_MS}. 12 s later no error line says that order ${order.orderId} is given up.`,
    12_000,
  );
  t.verify(
    performance.now() - began > STILL_TRYING_MS,
    `Postgres was away, and RETRY_FOR_MS is ${RETRY_FOR_MS}. Within 0.8 s an error line named order ${order.orderId}: it was given up too early, or a try that failed was logged as an error.`,
  );

  proxy.allow();
  await writesAgain(t, app, database);
  t.equal(
    (await storedRows(database, order.orderId)).length,
    0,
    `The number of rows of order ${order.orderId}, which was given up before Postgres came back,`,
  );
  t.equal(
    errorCount(app, order.orderId),
    1,
    `The number of error lines with the orderId ${order.orderId}, which was given up,`,
  );
});

/** One order after the other: on a busy machine a new connection may take longer than this app's RETRY_FOR_MS. */
async function writesAgain(t: CheckContext, app: RunningApp, database: JudgeDatabase): Promise<void> {
  let orderId = 0;
  await t.eventually(
    async () => {
      if (orderId === 0 || errorCount(app, orderId) > 0)
        orderId = (await postOrder(t, app, plainOrder(t.random))).order.orderId;
      return (await storedRows(database, orderId)).length > 0;
    },
    () =>
      "A decision was given up while Postgres was away. 20 s after Postgres is back, no new decision is written.",
    { within: 20_000, every: 50 },
  );
}
