import { type CheckContext, check, type RunningApp } from "@picking-labs/test-kit";
import { allInOrder, startAnyway, told } from "@picking-labs/test-kit/every-app";
import { plainOrder } from "../support/plain-order.ts";
import { postOrder } from "../support/post-order.ts";
import { rowsArrive } from "../support/rows-arrive.ts";

check("starts-while-away", async (t) => {
  const [{ app, database, proxy }] = await allInOrder([
    startAnyway(t, t.workplace({ away: true }), "Postgres was away at the start"),
    startAnyway(t, startSilent(t), "Postgres took connections and kept silent at the start"),
  ] as const);
  t.verify(
    proxy.counts().attempts > 0,
    "The app listens, and it has not tried once to reach Postgres; promised is one try before it listens.",
  );
  await t.eventually(
    () => app.logs().some(({ json }) => json?.level === "warn"),
    () => "Postgres was away when the app started, and no log line of level warn says so.",
  );

  proxy.allow();
  const path = "/decisions";
  let last = "";
  await t.eventually(
    async () => {
      const answer = await app.get(path);
      last = told(answer);
      return answer.status === 200;
    },
    () => `Postgres was away when the app started. 10 s after it is back, GET ${path} still ${last}.`,
    { within: 10_000, every: 100 },
  );
  await rowsArrive(
    t,
    database,
    [await postOrder(t, app, plainOrder(t.random))],
    "Postgres was away when the app started, and came back. Then an order was answered 200",
  );
});

async function startSilent(t: CheckContext): Promise<RunningApp> {
  const proxy = await t.proxy(await t.database());
  proxy.holdAnswers();
  return t.app({ database: proxy });
}
