import { anOrder } from "@picking-labs/domain/generators";
import { check } from "@picking-labs/test-kit";
import { allInOrder } from "@picking-labs/test-kit/every-app";
import { reportingApp } from "../support/reporting-app.ts";

const ORDERS = 20;
/** One second is promised. After three an app gives its first report up, and goes on when it sends one at a time. */
const LIMIT_MS = 4_000;

check("reports-side-by-side", async (t) => {
  const { app, receiver } = await reportingApp(t);
  receiver.hold();
  const answers = Array.from({ length: ORDERS }, () => app.post("/orders", anOrder(t.random)));
  const cameAll = () => receiver.requests().length >= ORDERS;
  const gaveUp = () => receiver.requests().some(({ open }) => !open);
  const otherwise =
    "Twenty orders were posted at once, and the receiver held its answers. Not all of the twenty reports came: some wait until others are through.";
  await t.eventually(
    () => cameAll() || gaveUp(),
    () => otherwise,
    { within: LIMIT_MS },
  );
  t.verify(cameAll(), otherwise);
  receiver.release();
  await allInOrder(answers);
});
