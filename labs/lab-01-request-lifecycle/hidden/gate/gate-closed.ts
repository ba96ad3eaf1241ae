import { check } from "@picking-labs/test-kit";
import { allInOrder } from "@picking-labs/test-kit/every-app";
import { told } from "../support/told.ts";

const PROFILES = ["testing", "staging", "production"];
/** The handler of a slow request takes 3 s; a 404 that comes "at once" comes before. */
const AT_ONCE_MS = 2_000;

check("gate-closed", async (t) => {
  const apps = await allInOrder(PROFILES.map((profile) => t.app({ env: { APP_PROFILE: profile } })));
  for (const [index, app] of apps.entries()) {
    for (const path of ["/dev/slow?ms=3000", "/dev/boom", `/dev/nothing-${t.random.id()}`]) {
      const what = `With APP_PROFILE=${PROFILES[index]} GET ${path}`;
      const answer = await app.get(path);
      t.verify(
        answer.status === 404 && Object(answer.json).error === "not_found",
        () => `${what} brought ${told(answer)}, promised is 404 not_found.`,
      );
      t.verify(
        answer.ms < AT_ONCE_MS,
        () => `${what} was answered 404 after ${Math.round(answer.ms)} ms; promised is a 404 at once.`,
      );
    }
  }
});
