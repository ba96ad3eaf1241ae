import { check } from "@picking-labs/test-kit";
import { expectRefusal } from "../support/expect-refusal.ts";

/** From those that an app which takes them answers at once to the one that takes it five seconds. */
const BAD = [
  "?ms=",
  "",
  "?ms=-1",
  "?ms=%2B5",
  "?ms=1.5",
  "?ms=1e1",
  "?ms=0x10",
  "?ms=5s",
  "?ms=%205",
  "?ms=abc",
  "?ms=1&ms=2",
  "?ms=5001",
];

check("bad-ms", async (t) => {
  const app = await t.sharedApp();
  const accepted: string[] = [];
  for (const query of BAD) {
    const what = `GET /dev/slow${query}`;
    const answer = await app.get(`/dev/slow${query}`);
    if (answer.status === 200) accepted.push(what);
    else expectRefusal(t, what, answer, 422);
  }
  t.verify(
    accepted.length === 0,
    () =>
      `${accepted.join(", ")}: answered 200, as if ms were an integer from 0 to 5000 in digits. Promised is 422.`,
  );
});
