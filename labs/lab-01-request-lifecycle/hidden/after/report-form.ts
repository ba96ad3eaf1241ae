import { anOrder } from "@picking-labs/domain/generators";
import { check } from "@picking-labs/test-kit";
import { postOrder } from "../support/post-order.ts";
import { reportComes } from "../support/report-comes.ts";
import { REPORT_PATH, reportingApp } from "../support/reporting-app.ts";

check("report-form", async (t) => {
  const { app, receiver } = await reportingApp(t);
  const order = { ...anOrder(t.random, { products: 3, positions: "mixed" }), note: "before noon" };
  const { json } = await postOrder(t, app, order);
  const report = await reportComes(t, receiver, order.orderId);
  t.equal(report.path, REPORT_PATH, "The path of the report, with its query,");
  const type = report.headers["content-type"];
  t.verify(
    type?.split(";")[0]?.trim().toLowerCase() === "application/json",
    `The report came with content-type ${type ?? "missing"}, promised is application/json.`,
  );
  const { orderId } = order;
  const { products } = Object(json);
  t.equal(report.json, { orderId, products }, `The body of the report of order ${orderId}`);
});
