import { anOrder } from "@picking-labs/domain/generators";
import { check } from "@picking-labs/test-kit";
import { postOrder } from "../support/post-order.ts";
import { reportComes } from "../support/report-comes.ts";
import { reportingApp } from "../support/reporting-app.ts";

/** For reports that come late. */
const AFTERWARDS_MS = 300;

check("refused-not-reported", async (t) => {
  const { app, receiver } = await reportingApp(t);
  const refused = anOrder(t.random);
  const text = JSON.stringify(refused);
  const plain = { "content-type": "text/plain" };
  const statuses = [
    await app.post("/orders", { ...refused, products: [] }),
    await app.post("/orders", { ...refused, products: [{ ...refused.products[0], positions: [] }] }),
    await app.post("/orders", text.slice(0, -1)),
    await app.post("/orders", text, { headers: plain }),
    await app.get("/orders"),
    await app.get("/countries"),
    await app.get("/dev/slow?ms=1"),
    await app.get("/dev/boom"),
  ].map(({ status }) => status);

  const order = anOrder(t.random);
  await postOrder(t, app, order);
  await reportComes(t, receiver, order.orderId);
  await t.never(
    async () => receiver.requests().find(({ text }) => !text.includes(String(order.orderId))),
    (report) =>
      `One order was answered 200. Before it, refused orders and other requests were answered ${statuses.join(", ")}, and the receiver got a report for one of them: ${(report as { text: string }).text.slice(0, 120)}`,
    { for: AFTERWARDS_MS },
  );
});
