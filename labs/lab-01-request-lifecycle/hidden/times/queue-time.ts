import { check } from "@picking-labs/test-kit";
import { readTimes } from "../support/read-times.ts";

/** Between the app's clock and ours, and for a queue that is rounded. */
const TOLERANCE_MS = 50;
const WORK_MS = 400;

check("queue-time", async (t) => {
  const app = await t.sharedApp();
  for (const [waited, fraction] of [
    [5_000, ""],
    [1_500, ".5"],
    [50_000, ".125"],
  ] as const) {
    const path = `/dev/slow?ms=${WORK_MS}`;
    const answer = await app.get(path, {
      headers: { "x-request-start": `${Date.now() - waited}${fraction}` },
    });
    const what = `GET ${path} with an x-request-start of ${waited / 1000} s ago`;
    const { queue } = readTimes(t, what, answer);
    t.verify(
      queue >= waited - TOLERANCE_MS,
      `${what} says a queue of ${queue} ms, although the request had waited longer before it came to the app.`,
    );
    t.verify(
      queue <= waited + answer.ms - WORK_MS + TOLERANCE_MS,
      `${what} says a queue of ${queue} ms: that is more than it waited before the app had its headers. The ${WORK_MS} ms of work that came then are no part of it.`,
    );
  }
});
