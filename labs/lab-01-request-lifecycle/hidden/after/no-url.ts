import { setTimeout as pause } from "node:timers/promises";
import { anOrder } from "@picking-labs/domain/generators";
import { type CheckContext, check, type LogLine, type RunningApp } from "@picking-labs/test-kit";
import { errorsOf } from "../support/log-lines.ts";
import { postOrder } from "../support/post-order.ts";

/** A report that is tried after all fails within this time: nobody listens there. */
const AFTERWARDS_MS = 500;

check("no-url", async (t) => {
  const without = staysQuiet(t, await t.sharedApp(), "without a REPORT_URL", errorsOf);
  const empty = t
    .app({ env: { REPORT_URL: "" } })
    .then((app) => staysQuiet(t, app, "with an empty REPORT_URL", errorsAndWarnings));
  // Whatever the first one says late, it has said by the time the second was started and watched.
  const complain = await Promise.all([without, empty]);
  for (const complains of complain) complains();
});

const errorsAndWarnings = (app: RunningApp): LogLine[] =>
  app.logs().filter(({ json }) => json?.level === "error" || json?.level === "warn");

/** Watches an app for a moment. What is returned fails when it has complained until then. */
async function staysQuiet(
  t: CheckContext,
  app: RunningApp,
  circumstance: string,
  complaints: (app: RunningApp, orderId: number) => LogLine[],
): Promise<() => void> {
  const { orderId, ...order } = anOrder(t.random);
  await postOrder(t, app, { orderId, ...order }, circumstance);
  await pause(AFTERWARDS_MS);
  return () => {
    const [line] = complaints(app, orderId);
    t.verify(
      line === undefined,
      () =>
        `An order was answered 200 ${circumstance}, and the app wrote a line of level error or warn, promised is none: ${line?.text.slice(0, 200)}`,
    );
    t.verify(app.running, () => `An order was answered 200 ${circumstance}, and then the app ended.`);
  };
}
