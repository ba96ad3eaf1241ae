import { anOrder } from "@picking-labs/domain/generators";
import { check } from "@picking-labs/test-kit";
import { postOrder } from "../support/post-order.ts";
import { reportComes } from "../support/report-comes.ts";
import { reportingApp } from "../support/reporting-app.ts";

check("report-arrives", async (t) => {
  const { app, receiver } = await reportingApp(t);
  const order = anOrder(t.random);
  await postOrder(t, app, order);
  const { method } = await reportComes(t, receiver, order.orderId);
  t.equal(method, "POST", "The method of the report");
});
