import type { CheckContext, HttpResult, RunningApp } from "@picking-labs/test-kit";
import { told } from "./told.ts";

/** Posts an order that must be answered 200. `circumstance` stands behind it in the failure: "without a REPORT_URL". */
export async function postOrder(
  t: CheckContext,
  app: RunningApp,
  order: { orderId: number },
  circumstance = "",
): Promise<HttpResult> {
  const answer = await app.post("/orders", order);
  t.verify(
    answer.status === 200 && answer.error === undefined,
    () =>
      `POST /orders of order ${order.orderId}${circumstance && ` ${circumstance}`} brought ${told(answer)}, promised is 200.`,
  );
  return answer;
}
