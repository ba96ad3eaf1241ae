import { setTimeout as pause } from "node:timers/promises";
import { anOrder } from "@picking-labs/domain/generators";
import { type CheckContext, check, type Receiver } from "@picking-labs/test-kit";
import { errorsOf } from "../support/log-lines.ts";
import { postOrder } from "../support/post-order.ts";
import { reportComes } from "../support/report-comes.ts";
import { type ReportingApp, reportingApp, reportsOf } from "../support/reporting-app.ts";
import { told } from "../support/told.ts";
import { BAD, GOOD, type Way } from "./report-ways.ts";

/** One second is promised; a busy machine gets more. */
const LINE_LIMIT_MS = 3_000;
/** A second try comes within a second or two, and whoever waits for the end of a body gives up after three. */
const AFTERWARDS_MS = 3_500;
const COPIES_MS = 2_000;

check("failed-report", async (t) => {
  const reporting = await reportingApp(t);
  const { app, receiver } = reporting;
  const wentWell: [Way, number][] = [];
  for (const way of GOOD) wentWell.push([way, await comes(t, reporting, way)]);
  await copiesCome(receiver, wentWell);
  const until = performance.now() + AFTERWARDS_MS;
  const failed: [Way, number][] = [];
  for (const way of BAD) {
    way.set(receiver);
    failed.push([way, await isNamed(t, reporting, `The receiver ${way.says}`)]);
  }
  const next: Way = { says: "answered 204", set: () => receiver.answer({ status: 204 }) };
  wentWell.push([next, await comes(t, reporting, next)]);
  await pause(until - performance.now());

  for (const [{ says }, orderId] of wentWell) writesNothing(t, reporting, says, orderId);
  // Whoever sends every report twice has lost the points for that elsewhere.
  const usual = reportsOf(receiver, wentWell[0]?.[1] ?? 0).length;
  for (const [{ says }, orderId] of failed) {
    const happened = `The receiver ${says} when the report of order ${orderId} came`;
    t.verify(
      reportsOf(receiver, orderId).length <= usual,
      `${happened}, and the report came again. Promised is no second try.`,
    );
    t.verify(
      errorsOf(app, orderId).length <= usual,
      `${happened}, and more than one log line of level error has its orderId. Promised is one.`,
    );
  }
  receiver.refuse();
  await isNamed(t, reporting, "Nobody listened");
  const ping = await app.get("/ping");
  t.verify(
    ping.status === 200,
    () => `Nobody listens where reports are sent, and GET /ping brings ${told(ping)}.`,
  );
});

/** Whoever sends every report twice sends the last one's copy now: it would get the answer that is meant for the next. */
async function copiesCome(receiver: Receiver, posted: readonly [Way, number][]): Promise<void> {
  const copies = (index: number) => reportsOf(receiver, posted.at(index)?.[1] ?? 0).length;
  const until = performance.now() + COPIES_MS;
  while (copies(-1) < copies(0) && performance.now() < until) await pause(20);
}

/** Posts an order whose report is treated this way, and returns its id when the report has come. */
async function comes(t: CheckContext, { app, receiver }: ReportingApp, way: Way): Promise<number> {
  way.set(receiver);
  const order = anOrder(t.random);
  await postOrder(t, app, order);
  await reportComes(t, receiver, order.orderId);
  return order.orderId;
}

/** Posts an order whose report fails, and returns its id when its error line has come. */
async function isNamed(t: CheckContext, { app, receiver }: ReportingApp, happened: string): Promise<number> {
  const order = anOrder(t.random);
  const { orderId } = order;
  await postOrder(t, app, order);
  await t.eventually(
    () => errorsOf(app, orderId).length > 0,
    () =>
      `${happened} when the report of order ${orderId} came, and no log line of level error with this orderId was written within ${LINE_LIMIT_MS / 1000} s.${reportsOf(receiver, orderId).length > 1 ? " Instead, the report came again." : ""}`,
    { within: LINE_LIMIT_MS },
  );
  return orderId;
}

function writesNothing(t: CheckContext, { app }: ReportingApp, says: string, orderId: number): void {
  const line = app.logs().find(({ text, json }) => text.includes(String(orderId)) && json?.msg !== "request");
  t.verify(
    line === undefined,
    () =>
      `The receiver ${says} when the report of order ${orderId} came: it went well, and promised is no line. The app wrote ${line?.text.slice(0, 200)}`,
  );
}
