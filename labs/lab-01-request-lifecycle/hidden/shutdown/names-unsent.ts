import { setTimeout as pause } from "node:timers/promises";
import { anOrder } from "@picking-labs/domain/generators";
import { check } from "@picking-labs/test-kit";
import { beginOrder } from "../support/begin-order.ts";
import { leaves } from "../support/leaves.ts";
import { errorsOf } from "../support/log-lines.ts";
import { reportComes } from "../support/report-comes.ts";
import { reportingApp, reportsOf } from "../support/reporting-app.ts";

/** Five seconds are promised. */
const EXIT_LIMIT_MS = 6_500;
/** One order is finished within the 2 s, so that its report would have been silent for 3 s only long after them. */
const LAST_AT_MS = 1_000;
/** From when that report came, about 1 s before the end of the 2 s. */
const GIVEN_UP_WITHIN_MS = 2_200;

check("names-unsent", async (t) => {
  const { app, receiver } = await reportingApp(t);
  receiver.hold();
  const early = [anOrder(t.random), anOrder(t.random), anOrder(t.random)];
  for (const order of early) void app.post("/orders", order);
  for (const { orderId } of early)
    await reportComes(
      t,
      receiver,
      orderId,
      `While the receiver held its answers, order ${orderId} was posted`,
    );
  const last = anOrder(t.random);
  const begun = await beginOrder(t, app, last);
  // Nobody ever sends the rest of this one.
  await beginOrder(t, app, anOrder(t.random));

  await app.signal("SIGTERM");
  await pause(LAST_AT_MS);
  const { status } = await begun.finish();
  const unsent = status === 200 ? [...early, last] : early;
  const circumstance = "SIGTERM came while the receiver held its answers and a request did not end";
  await leaves(t, app, { circumstance, within: EXIT_LIMIT_MS, passed: LAST_AT_MS });

  const lines = (orderId: number) => errorsOf(app, orderId).length;
  const named = unsent.filter(({ orderId }) => lines(orderId) > 0).length;
  t.verify(
    named === unsent.length,
    `${circumstance}. ${unsent.length} reports had no answer, and the app ended after log lines of level error had named ${named} of their orders.`,
  );
  // One line for each time that it was sent; sending twice is another check's matter.
  t.verify(
    unsent.every(({ orderId }) => lines(orderId) <= Math.max(1, reportsOf(receiver, orderId).length)),
    `${circumstance}, and an unsent report is named by more than one log line of level error. Promised is one.`,
  );
  const [report] = reportsOf(receiver, last.orderId);
  const [line] = errorsOf(app, last.orderId);
  const waitedMs = report === undefined || line === undefined ? 0 : line.at - report.at;
  t.verify(
    waitedMs < GIVEN_UP_WITHIN_MS,
    `${circumstance}. The last report was sent about ${LAST_AT_MS / 1000} s after the signal, and given up ${(waitedMs / 1000).toFixed(1)} s later; promised is to give it up 2 s after the signal.`,
  );
});
