import { anOrder } from "@picking-labs/domain/generators";
import { check } from "@picking-labs/test-kit";
import { startReceiver } from "./receiver.ts";

check("report-arrives", async (t) => {
  await using receiver = await startReceiver();
  receiver.letGo();
  const app = await t.app({ env: { REPORT_URL: receiver.url } });
  const order = anOrder(t.random, { products: 3, positions: "mixed" });
  const answer = await app.post("/orders", order);
  t.equal(answer.status, 200, "the status of POST /orders");
  const { products } = Object(answer.json);
  await t.eventually(
    () => receiver.reports.length > 0,
    () => `Order ${order.orderId} was answered 200, and no report of it came.`,
  );
  t.equal(receiver.reports, [{ orderId: order.orderId, products }], "what the receiver got");
});

check("answer-does-not-wait", async (t) => {
  await using receiver = await startReceiver();
  const app = await t.app({ env: { REPORT_URL: receiver.url } });
  const order = anOrder(t.random);
  const answer = await app.post("/orders", order, { timeoutMs: 3_000 });
  t.verify(
    answer.status === 200 && answer.error === undefined,
    `While the receiver held its answer, POST /orders had ${answer.error ?? `the status ${answer.status}`}.`,
  );
  // Otherwise an app that never reports would pass: there was something that the answer could have waited for.
  await t.eventually(
    () => receiver.reports.length > 0,
    () => `Order ${order.orderId} was answered 200, and no report of it came.`,
  );
});
