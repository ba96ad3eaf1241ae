import { check } from "@picking-labs/test-kit";
import { appLives } from "../support/app-lives.ts";
import { expectRefusal } from "../support/expect-refusal.ts";
import { told } from "../support/post-order.ts";

const PATHS = ["/decisions", "/decisions/summary"];
/** Five seconds are promised. */
const ANSWER_LIMIT_MS = 8_000;

check("reads-unavailable", async (t) => {
  const { app, proxy } = await t.workplace();
  const unavailable = async (circumstance: string) => {
    const answers = await Promise.all(PATHS.map((path) => app.get(path, { timeoutMs: ANSWER_LIMIT_MS })));
    for (const [index, answer] of answers.entries())
      expectRefusal(t, `GET ${PATHS[index]} ${circumstance}`, answer, 503);
  };
  for (const path of PATHS) {
    const answer = await app.get(path);
    t.verify(answer.status === 200, () => `GET ${path} ${told(answer)}. Promised is 200.`);
  }

  proxy.holdAnswers();
  await unavailable("while Postgres took connections and kept silent");
  proxy.refuse();
  proxy.cut();
  await appLives(t, app, "Postgres cut the app's connections");
  await unavailable("while Postgres refused connections");
});
