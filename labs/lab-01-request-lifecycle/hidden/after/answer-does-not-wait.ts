import { anOrder } from "@picking-labs/domain/generators";
import { check } from "@picking-labs/test-kit";
import { reportComes } from "../support/report-comes.ts";
import { reportingApp } from "../support/reporting-app.ts";
import { told } from "../support/told.ts";

/** One second is promised, and after three seconds of silence an app may give the report up. */
const LIMIT_MS = 2_000;

check("answer-does-not-wait", async (t) => {
  const { app, receiver } = await reportingApp(t);
  receiver.hold();
  const order = anOrder(t.random);
  const answer = await app.post("/orders", order, { timeoutMs: LIMIT_MS });
  t.verify(
    answer.status === 200 && answer.error === undefined,
    () => `While the receiver held its answer to the report, POST /orders brought ${told(answer)}.`,
  );
  // Otherwise an app that never reports would pass: there was something that the answer could have waited for.
  await reportComes(t, receiver, order.orderId);
});
