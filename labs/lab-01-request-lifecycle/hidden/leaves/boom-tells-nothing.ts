import { check } from "@picking-labs/test-kit";
import { expectRefusal } from "../support/expect-refusal.ts";
import { errorLines } from "../support/log-lines.ts";

/** One second is promised; a busy machine gets more. */
const LINE_LIMIT_MS = 3_000;
/** For a second line that comes late. */
const AFTERWARDS_MS = 150;

/** A line of a stack, the name of a source file, or a place in one. */
const INSIDES = /\bat \S.*|[\w./-]*\.[cm]?[jt]s\b.*|node_modules.*|file:.*/;

check("boom-tells-nothing", async (t) => {
  const app = await t.app();
  for (const count of [1, 2]) {
    const answer = await app.get("/dev/boom");
    t.verify(answer.status === 500, () => `GET /dev/boom was answered ${answer.status}, promised is 500.`);
    const inside = INSIDES.exec(answer.text.replaceAll("\\n", "\n"))?.[0];
    t.verify(
      inside === undefined,
      () => `The answer to GET /dev/boom shows the caller a piece of the app: "${inside?.slice(0, 400)}"`,
    );
    expectRefusal(t, "GET /dev/boom", answer, 500);
    await t.eventually(
      () => errorLines(app).length >= count,
      () =>
        `GET /dev/boom was answered 500, and no log line of level error came within ${LINE_LIMIT_MS / 1000} s: nobody will ever know why it broke.`,
      { within: LINE_LIMIT_MS },
    );
    await t.never(
      async () => errorLines(app).length > count,
      () => "One GET /dev/boom brought more than one log line of level error; promised is one.",
      { for: AFTERWARDS_MS },
    );
  }
});
