import type { Order } from "@picking-labs/domain";
import type { CheckContext, HttpResult, RequestOptions, RunningApp } from "@picking-labs/test-kit";
import { told } from "@picking-labs/test-kit/every-app";

/** An order that was answered. */
export type Posted = {
  order: Order;
  decisionId: string;
  answer: HttpResult;
  /** When it was sent and when its answer was there, in ms since the epoch. */
  sentAt: number;
  answeredAt: number;
};

/**
 * Posts an order that must be answered 200 with a decision.
 * @param circumstance stands behind the order in the failure: "while Postgres was away"
 */
export async function postOrder(
  t: CheckContext,
  app: RunningApp,
  order: Order,
  { circumstance = "", ...options }: RequestOptions & { circumstance?: string } = {},
): Promise<Posted> {
  const sentAt = Date.now();
  const answer = await app.post("/orders", order, options);
  const answeredAt = Date.now();
  const decisionId = (answer.json as { decisionId?: unknown } | undefined)?.decisionId;
  const posted = `POST /orders of order ${order.orderId}${circumstance && ` ${circumstance}`}`;
  t.verify(answer.status === 200, () => `${posted} ${told(answer)}. Promised is 200.`);
  if (typeof decisionId !== "string")
    return t.fail(`${posted} was answered without a decisionId: ${answer.text.slice(0, 120)}`);
  return { order, decisionId, answer, sentAt, answeredAt };
}
