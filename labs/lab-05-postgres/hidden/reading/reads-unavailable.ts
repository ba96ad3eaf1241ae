import { check } from "@picking-labs/test-kit";
import { allInOrder, appLives, expectRefusal, told } from "@picking-labs/test-kit/every-app";

const PATHS = ["/decisions", "/decisions/summary"];
/** Five seconds are promised. */
const ANSWER_LIMIT_MS = 8_000;
/** More than an app may have connections: each of them has failed a reader. */
const READERS = 12;
/** Five seconds are promised. */
const BACK_WITHIN_MS = 8_000;

check("reads-unavailable", async (t) => {
  const { app, proxy } = await t.workplace();
  const asked = Array.from({ length: READERS }, (_, reader) => PATHS[reader % PATHS.length] ?? "");
  const ask = () => allInOrder(asked.map((path) => app.get(path, { timeoutMs: ANSWER_LIMIT_MS })));
  const unavailable = async (circumstance: string) => {
    for (const [index, answer] of (await ask()).entries())
      expectRefusal(t, `GET ${asked[index]} ${circumstance}`, answer, 503);
  };
  // At once, so that the app has as many connections open as it ever will when Postgres falls silent.
  for (const [index, answer] of (await ask()).entries())
    t.verify(answer.status === 200, () => `GET ${asked[index]} ${told(answer)}. Promised is 200.`);

  proxy.holdAnswers();
  await unavailable("while Postgres took connections and kept silent");
  proxy.refuse();
  proxy.cut();
  await appLives(t, app, "Postgres cut the app's connections");
  await unavailable("while Postgres refused connections");

  proxy.release();
  proxy.allow();
  for (const path of PATHS) {
    let last = "";
    await t.eventually(
      async () => {
        const answer = await app.get(path);
        last = told(answer);
        return answer.status === 200;
      },
      () =>
        `${READERS} readers at once were refused with 503 while Postgres was silent, and as many while it refused connections. ${BACK_WITHIN_MS / 1000} s after it is back, GET ${path} still ${last}.`,
      { within: BACK_WITHIN_MS, every: 100 },
    );
  }
});
