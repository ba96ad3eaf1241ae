import { setTimeout as pause } from "node:timers/promises";
import { anOrder } from "@picking-labs/domain/generators";
import { check } from "@picking-labs/test-kit";
import { beginOrder } from "../support/begin-order.ts";
import { readTimes } from "../support/read-times.ts";

const WORK_MS = 300;
/** A timer may be early by the fraction of a millisecond that its clock does not show. */
const LEAST_MS = WORK_MS - 10;
/** Between two clocks. */
const TOLERANCE_MS = 5;

check("app-covers-the-work", async (t) => {
  const app = await t.sharedApp();
  const headers = { "x-request-start": String(Date.now() - 2_000) };
  const slow = app.get(`/dev/slow?ms=${WORK_MS}`, { headers });
  const begun = await beginOrder(t, app, anOrder(t.random), headers);
  await pause(WORK_MS / 2);
  // While both are under way: their clocks are their own.
  const order = await app.post("/orders", anOrder(t.random), { headers });
  await pause(WORK_MS / 2);
  const asked = [
    [`GET /dev/slow?ms=${WORK_MS}`, LEAST_MS, await slow],
    ["POST /orders", 0, order],
    [`POST /orders, the body of which came ${WORK_MS} ms after its headers,`, LEAST_MS, await begun.finish()],
  ] as const;
  for (const [what, least, answer] of asked) {
    const times = readTimes(t, what, answer);
    const took = Math.round(answer.ms);
    t.verify(
      times.app >= least,
      `${what} took ${took} ms for its caller, and its server-timing says that the app took ${times.app} ms: the time from the headers of the request to those of the answer is not all in it.`,
    );
    t.verify(
      times.app <= answer.ms + TOLERANCE_MS,
      `${what} took ${took} ms for its caller, and its server-timing says that the app took ${times.app} ms: that is more.`,
    );
  }
});
