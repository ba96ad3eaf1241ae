import { setTimeout as pause } from "node:timers/promises";
import type { Order } from "@picking-labs/domain";
import { anOrder } from "@picking-labs/domain/generators";
import { type CheckContext, check, type Receiver, type RunningApp } from "@picking-labs/test-kit";
import { allInOrder } from "@picking-labs/test-kit/every-app";
import { errorsOf } from "../support/log-lines.ts";
import { reportComes } from "../support/report-comes.ts";
import { reportingApp, reportsOf } from "../support/reporting-app.ts";

const PROMISED_MS = 3_000;
/** An answer after this time is a success. */
const LATE_MS = 2_000;
/** The line of a report without an answer is there after five seconds; a busy machine gets more. */
const LINE_LIMIT_MS = 6_000;
const HANG_UP_LIMIT_MS = 1_500;
const AFTERWARDS_MS = 200;

check("silence-fails", async (t) => {
  const { app, receiver } = await reportingApp(t);
  receiver.hold();
  const [late, silent] = [anOrder(t.random), anOrder(t.random)];
  const held = "While the receiver held its answers an order was posted";
  const answers = [app.post("/orders", silent)];
  const patient = await answeredLate(t, { app, receiver, held, first: late });

  // When one report waits for the other, this one comes only now. That is another check's matter.
  const unanswered = await reportComes(t, receiver, silent.orderId, held);
  const never = `The receiver never answered the report of order ${silent.orderId}`;
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
  await allInOrder(answers);
  await pause(AFTERWARDS_MS);
  // One line for each time that it was sent; sending twice is another check's matter.
  t.verify(
    errorsOf(app, silent.orderId).length <= reportsOf(receiver, silent.orderId).length,
    `${never}, and more than one log line of level error has its orderId. Promised is one.`,
  );
  t.verify(
    errorsOf(app, patient.orderId).length === 0,
    `The receiver answered 204 ${LATE_MS / 1000} s after the report of order ${patient.orderId} had come: it went well, and a log line of level error has its orderId.`,
  );
});

const TRIES = 4;

type Late = { app: RunningApp; receiver: Receiver; held: string; first: Order };

/** The order whose report was answered after two seconds. On a busy machine the app's three may be over by then: tried again. */
async function answeredLate(t: CheckContext, { app, receiver, held, first }: Late): Promise<Order> {
  for (let attempt = 1; ; attempt++) {
    const order = attempt === 1 ? first : anOrder(t.random);
    const sentAt = performance.now();
    const answer = app.post("/orders", order);
    const report = await reportComes(t, receiver, order.orderId, held);
    await pause(LATE_MS);
    const { open } = report;
    const waited = performance.now() - sentAt;
    for (const each of reportsOf(receiver, order.orderId)) receiver.release(each);
    await answer;
    if (open) return order;
    t.verify(
      waited >= PROMISED_MS && attempt < TRIES,
      `The receiver was about to answer ${LATE_MS / 1000} s after a report had come, and the app had hung up. Promised is to wait for 3 s.`,
    );
  }
}
