import { check } from "@picking-labs/test-kit";
import { startAnyway, told } from "@picking-labs/test-kit/every-app";

/** Three seconds are promised. */
const BACK_LIMIT_MS = 5_000;
const ANSWER_LIMIT_MS = 7_500;

check("starts-while-away", async (t) => {
  const circumstance =
    "The Redis of cz refused connections at the start, the one of at took them and kept silent";
  const { app, redis } = await startAnyway(
    t,
    t.workplace({
      before({ redis: { cz, at } }) {
        cz.proxy.refuse();
        at.proxy.holdAnswers();
      },
    }),
    circumstance,
  );
  for (const tenant of ["cz", "at"] as const)
    t.verify(
      redis[tenant].proxy.counts().attempts > 0,
      `The app listens, and it has not tried once to reach the Redis of ${tenant}; promised is one try of each before it listens.`,
    );
  await t.eventually(
    () => app.logs().some(({ json }) => json?.level === "warn"),
    () => `${circumstance}, and no log line of level warn says so.`,
  );
  const missing = ["/get_orders/cz/8799", "/get_orders/at/1010"];
  const waiting = Promise.all(
    missing.map(async (path) => ({ path, answer: await app.get(path, { timeoutMs: ANSWER_LIMIT_MS }) })),
  );
  for (const path of ["/get_orders/de/2010", "/get_orders/hu/1117", "/get_orders/ro/3014"]) {
    const answer = await app.get(path, { timeoutMs: ANSWER_LIMIT_MS });
    t.verify(answer.status === 200, () => `${circumstance}. GET ${path} ${told(answer)}. Promised is 200.`);
  }
  for (const { path, answer } of await waiting)
    t.verify(answer.status === 503, () => `${circumstance}. GET ${path} ${told(answer)}. Promised is 503.`);

  redis.all.allow();
  redis.all.release();
  let last = "";
  await t.eventually(
    async () => {
      for (const path of missing) {
        const answer = await app.get(path, { timeoutMs: BACK_LIMIT_MS });
        last = `GET ${path} still ${told(answer)}`;
        if (answer.status !== 200) return false;
      }
      return true;
    },
    () => `${circumstance}. ${BACK_LIMIT_MS / 1000} s after they were back, ${last}.`,
    { within: BACK_LIMIT_MS, every: 100 },
  );
});
