import type { Order } from "@picking-labs/domain";
import type { CheckContext, HttpResult, RequestOptions, RunningApp } from "@picking-labs/test-kit";
import { told } from "@picking-labs/test-kit/every-app";

export const ADD = "/process_order_without_decision";

/**
 * Adds an order, which must be answered 201.
 * @param circumstance stands behind the order in the failure: "while Redis was away"
 */
export async function addOrder(
  t: CheckContext,
  app: RunningApp,
  order: Order,
  { circumstance = "", ...options }: RequestOptions & { circumstance?: string } = {},
): Promise<HttpResult> {
  const answer = await app.post(ADD, order, options);
  t.verify(
    answer.status === 201,
    () =>
      `POST ${ADD} of order ${order.orderId}${circumstance && ` ${circumstance}`} ${told(answer)}. Promised is 201.`,
  );
  return answer;
}
