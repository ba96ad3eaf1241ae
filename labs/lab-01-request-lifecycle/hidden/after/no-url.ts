import { anOrder } from "@picking-labs/domain/generators";
import { type CheckContext, check, type LogLine, type RunningApp } from "@picking-labs/test-kit";
import { errorsOf } from "../support/log-lines.ts";
import { postOrder } from "../support/post-order.ts";

/** A report that is tried after all fails within this time: nobody listens there. */
const AFTERWARDS_MS = 500;

check("no-url", async (t) => {
  await staysQuiet(t, await t.sharedApp(), "without a REPORT_URL", (app, orderId) => errorsOf(app, orderId));
  await staysQuiet(t, await t.app({ env: { REPORT_URL: "" } }), "with an empty REPORT_URL", (app) =>
    app.logs().filter(({ json }) => json?.level === "error" || json?.level === "warn"),
  );
});

async function staysQuiet(
  t: CheckContext,
  app: RunningApp,
  circumstance: string,
  complaints: (app: RunningApp, orderId: number) => LogLine[],
): Promise<void> {
  const { orderId, ...order } = anOrder(t.random);
  await postOrder(t, app, { orderId, ...order }, circumstance);
  await t.never(
    async () => complaints(app, orderId)[0],
    (line) =>
      `An order was answered 200 ${circumstance}, and the app wrote a line of level error or warn, promised is none: ${(line as LogLine).text.slice(0, 200)}`,
    { for: AFTERWARDS_MS },
  );
  t.verify(app.running, () => `An order was answered 200 ${circumstance}, and then the app ended.`);
}
