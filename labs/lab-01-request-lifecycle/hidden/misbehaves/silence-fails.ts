import { setTimeout as pause } from "node:timers/promises";
import { anOrder } from "@picking-labs/domain/generators";
import { check } from "@picking-labs/test-kit";
import { errorsOf } from "../support/log-lines.ts";
import { reportComes } from "../support/report-comes.ts";
import { reportingApp, reportsOf } from "../support/reporting-app.ts";

/** An answer after this time is a success: three seconds are promised. */
const LATE_MS = 2_000;
/** The line of a report without an answer is there after five seconds; a busy machine gets more. */
const LINE_LIMIT_MS = 6_000;
const HANG_UP_LIMIT_MS = 1_500;
const AFTERWARDS_MS = 200;

check("silence-fails", async (t) => {
  const { app, receiver } = await reportingApp(t);
  receiver.hold();
  const [late, silent] = [anOrder(t.random), anOrder(t.random)];
  const answers = [app.post("/orders", late), app.post("/orders", silent)];
  const held = "While the receiver held its answers an order was posted";
  const answered = await reportComes(t, receiver, late.orderId, held);
  await pause(LATE_MS);
  t.verify(
    answered.open,
    `The receiver was about to answer ${LATE_MS / 1000} s after a report had come, and the app had hung up. Promised is to wait for 3 s.`,
  );
  for (const report of reportsOf(receiver, late.orderId)) receiver.release(report);

  // When one report waits for the other, this one comes only now. That is another check's matter.
  const unanswered = await reportComes(t, receiver, silent.orderId, held);
  const never = `The receiver never answered to the report of order ${silent.orderId}`;
  await t.eventually(
    () => errorsOf(app, silent.orderId).length > 0,
    () => `${never}, and no log line of level error with this orderId came within ${LINE_LIMIT_MS / 1000} s.`,
    { within: LINE_LIMIT_MS - LATE_MS },
  );
  await t.eventually(
    () => !unanswered.open,
    () => `${never}. The app has written its error line, and its connection to the receiver is still open.`,
    { within: HANG_UP_LIMIT_MS },
  );
  receiver.release();
  await Promise.all(answers);
  await pause(AFTERWARDS_MS);
  // One line for each time that it was sent; sending twice is another check's matter.
  t.verify(
    errorsOf(app, silent.orderId).length <= reportsOf(receiver, silent.orderId).length,
    `${never}, and more than one log line of level error has its orderId. Promised is one.`,
  );
  t.verify(
    errorsOf(app, late.orderId).length === 0,
    `The receiver answered 204 ${LATE_MS / 1000} s after the report of order ${late.orderId} had come: it went well, and a log line of level error has its orderId.`,
  );
});
