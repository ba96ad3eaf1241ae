import { check } from "@picking-labs/test-kit";
import { told } from "@picking-labs/test-kit/every-app";

/** More than twice as many as an app may have connections. */
const READERS = 12;
/** An app that answers after its write keeps its clients while another check holds the table: that lasts for some seconds. */
const ANSWER_LIMIT_MS = 12_000;

check("readers-come-back", async (t) => {
  const app = await t.sharedApp();
  for (const path of ["/decisions?limit=1", "/decisions/summary"])
    for (let reader = 1; reader <= READERS; reader++) {
      const answer = await app.get(path, { timeoutMs: ANSWER_LIMIT_MS });
      t.verify(
        answer.status === 200,
        () =>
          `GET ${path} was sent ${READERS} times, one after the other. Number ${reader} ${told(answer)}. Promised is 200.`,
      );
    }
});
