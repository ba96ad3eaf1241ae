import { anOrder } from "@picking-labs/domain/generators";
import { check } from "@picking-labs/test-kit";
import { readTimes } from "../support/read-times.ts";

/** Between two clocks. */
const TOLERANCE_MS = 5;

check("app-covers-the-work", async (t) => {
  const app = await t.sharedApp();
  const headers = { "x-request-start": String(Date.now() - 2_000) };
  const asked = [
    ["GET /dev/slow?ms=300", 290, await app.get("/dev/slow?ms=300", { headers })],
    ["POST /orders", 0, await app.post("/orders", anOrder(t.random), { headers })],
  ] as const;
  for (const [what, least, answer] of asked) {
    const times = readTimes(t, what, answer);
    const took = Math.round(answer.ms);
    t.verify(
      times.app >= least,
      `${what} took ${took} ms for its caller, and its server-timing says that the app took ${times.app} ms: the work is not in it.`,
    );
    t.verify(
      times.app <= answer.ms + TOLERANCE_MS,
      `${what} took ${took} ms for its caller, and its server-timing says that the app took ${times.app} ms: that is more.`,
    );
  }
});
