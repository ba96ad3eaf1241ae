import { anOrder } from "@picking-labs/domain/generators";
import { check } from "@picking-labs/test-kit";
import { errorsOf } from "../support/log-lines.ts";
import { reportingApp } from "../support/reporting-app.ts";

/** One second is promised; a busy machine gets more. */
const LINE_LIMIT_MS = 3_000;

check("redirect-fails", async (t) => {
  const { app, receiver } = await reportingApp(t);
  const elsewhere = await t.receiver();
  for (const status of [301, 302, 303, 307, 308]) {
    receiver.answer({ status, headers: { location: `${elsewhere.url}/elsewhere` } });
    const order = anOrder(t.random);
    const { orderId } = order;
    const answer = app.post("/orders", order);
    await t.eventually(
      () => errorsOf(app, orderId).length > 0 || elsewhere.requests().length > 0,
      () =>
        `The receiver answered ${status} to the report of order ${orderId}, and no log line of level error with this orderId came within ${LINE_LIMIT_MS / 1000} s.`,
      { within: LINE_LIMIT_MS },
    );
    await answer;
    const [heard] = elsewhere.requests();
    t.verify(
      heard === undefined,
      () =>
        `The receiver answered ${status} with another address, and the app went there: it sent ${heard?.method} ${heard?.path}${heard?.text && " with the report"}. Promised is that nothing is sent there.`,
    );
  }
});
