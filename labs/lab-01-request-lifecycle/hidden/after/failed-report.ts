import { setTimeout as pause } from "node:timers/promises";
import { anOrder } from "@picking-labs/domain/generators";
import { type CheckContext, check, type Receiver } from "@picking-labs/test-kit";
import { errorsOf } from "../support/log-lines.ts";
import { postOrder } from "../support/post-order.ts";
import { reportComes } from "../support/report-comes.ts";
import { type ReportingApp, reportingApp, reportsOf } from "../support/reporting-app.ts";
import { told } from "../support/told.ts";

/** One second is promised; a busy machine gets more. */
const LINE_LIMIT_MS = 3_000;
/** A second try comes within a second or two, and whoever waits for the end of a body gives up after three. */
const AFTERWARDS_MS = 3_500;

const GOOD: [way: string, set: (receiver: Receiver) => void][] = [
  [
    "answered 200 and began a body that does not end",
    (receiver) => receiver.answer({ status: 200, body: "{", unfinished: true }),
  ],
  ["answered 200 with a body", (receiver) => receiver.answer({ status: 200, body: "thank you" })],
  ["answered 202", (receiver) => receiver.answer({ status: 202 })],
];
const BAD: typeof GOOD = [
  ["answered 500", (receiver) => receiver.answer({ status: 500 })],
  ["answered 404", (receiver) => receiver.answer({ status: 404, body: "not here" })],
  ["cut the connection", (receiver) => receiver.cut()],
];

check("failed-report", async (t) => {
  const { app, receiver } = await reportingApp(t);
  const good: [way: string, orderId: number][] = [];
  const bad: typeof good = [];
  for (const [way, set] of GOOD) {
    set(receiver);
    const order = anOrder(t.random);
    await postOrder(t, app, order);
    await reportComes(t, receiver, order.orderId);
    good.push([way, order.orderId]);
  }
  const until = performance.now() + AFTERWARDS_MS;
  for (const [way, set] of BAD) {
    set(receiver);
    bad.push([way, await isNamed(t, { app, receiver }, `The receiver ${way} to the report`)]);
  }
  receiver.answer({ status: 204 });
  const next = anOrder(t.random);
  await postOrder(t, app, next, "after reports that failed");
  await reportComes(t, receiver, next.orderId);
  good.push(["answered 204", next.orderId]);
  await pause(until - performance.now());

  for (const [way, orderId] of good) {
    const line = app
      .logs()
      .find(({ text, json }) => text.includes(String(orderId)) && json?.msg !== "request");
    t.verify(
      line === undefined,
      () =>
        `The receiver ${way} to a report: it went well, and promised is no line. The app wrote ${line?.text.slice(0, 200)}`,
    );
  }
  for (const [way, orderId] of bad) {
    t.equal(reportsOf(receiver, orderId).length, 1, `The receiver ${way} to a report. How often it came`);
    t.equal(
      errorsOf(app, orderId).length,
      1,
      `The receiver ${way} to a report. The number of its error lines`,
    );
  }
  receiver.refuse();
  await isNamed(t, { app, receiver }, "Nobody listened where the report was sent");
  const ping = await app.get("/ping");
  t.verify(
    ping.status === 200,
    () => `Nobody listens where reports are sent, and GET /ping brings ${told(ping)}.`,
  );
});

/** Posts an order whose report fails, and waits for its error line; returns the id. */
async function isNamed(t: CheckContext, { app, receiver }: ReportingApp, happened: string): Promise<number> {
  const order = anOrder(t.random);
  await postOrder(t, app, order, "while reports fail");
  const { orderId } = order;
  await t.eventually(
    () => errorsOf(app, orderId).length > 0 || reportsOf(receiver, orderId).length > 1,
    () =>
      `${happened} of order ${orderId}, and no log line of level error with this orderId came within ${LINE_LIMIT_MS / 1000} s.`,
    { within: LINE_LIMIT_MS },
  );
  t.verify(
    reportsOf(receiver, orderId).length <= 1,
    `${happened} of order ${orderId}, and the report came again. Promised is no second try.`,
  );
  return orderId;
}
