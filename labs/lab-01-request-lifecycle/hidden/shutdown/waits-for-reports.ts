import { anOrder } from "@picking-labs/domain/generators";
import { check } from "@picking-labs/test-kit";
import { leaves } from "../support/leaves.ts";
import { errorsOf } from "../support/log-lines.ts";
import { reportComes } from "../support/report-comes.ts";
import { reportingApp } from "../support/reporting-app.ts";

/** Of the 2 s that are promised. */
const HELD_MS = 500;
/** When the report is through by `EARLY_MS` after the signal, whoever leaves after `SLEPT_MS` has waited for the end of the 2 s. */
const EARLY_MS = 1_100;
const SLEPT_MS = 1_850;

check("waits-for-reports", async (t) => {
  const { app, receiver } = await reportingApp(t);
  receiver.hold();
  const order = anOrder(t.random);
  const { orderId } = order;
  const answer = app.post("/orders", order);
  const report = await reportComes(
    t,
    receiver,
    orderId,
    `While the receiver held its answers, order ${orderId} was posted`,
  );
  await app.signal("SIGTERM");
  const signalled = performance.now();
  await t.never(
    async () => !report.open,
    () =>
      `The receiver had got the report of order ${orderId}, and had not answered yet, when SIGTERM came. The app gave the report up less than ${HELD_MS} ms later; promised are 2 s.`,
    { for: HELD_MS },
  );
  receiver.release();
  const releasedMs = performance.now() - signalled;
  await answer;
  const circumstance = "A report was under way when SIGTERM came, and went well";
  const { afterSignalMs } = await leaves(t, app, { circumstance, within: 6_000 });
  t.verify(
    releasedMs > EARLY_MS || afterSignalMs < SLEPT_MS,
    `${circumstance} soon. The app was still there until ${Math.round(afterSignalMs)} ms after the signal. Promised is to leave as soon as all is through.`,
  );
  t.equal(errorsOf(app, orderId).length, 0, `${circumstance}. The number of error lines with its orderId`);
});
