import { check } from "@picking-labs/test-kit";
import { expectRefusal } from "../support/expect-refusal.ts";

/** The handler of a slow request takes 3 s; a 404 that comes "at once" comes before. */
const AT_ONCE_MS = 2_000;

check("gate-closed", async (t) => {
  for (const profile of ["testing", "staging", "production"]) {
    const app = await t.app({ env: { APP_PROFILE: profile } });
    for (const path of ["/dev/slow?ms=3000", "/dev/boom", `/dev/nothing-${t.random.id()}`]) {
      const what = `With APP_PROFILE=${profile} GET ${path}`;
      const answer = await app.get(path);
      expectRefusal(t, what, answer, 404);
      t.verify(
        answer.ms < AT_ONCE_MS,
        () => `${what} was answered 404 after ${Math.round(answer.ms)} ms; promised is a 404 at once.`,
      );
    }
  }
});
