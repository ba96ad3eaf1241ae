import type { CheckContext, ReceivedRequest, Receiver } from "@picking-labs/test-kit";
import { reportsOf } from "./reporting-app.ts";

/** One second is promised; a busy machine gets more. */
export const ARRIVAL_LIMIT_MS = 4_000;

/**
 * Waits for the first report of an order.
 * @param circumstance begins the failure: "While the receiver held its answers, order 7 was posted"
 */
export function reportComes(
  t: CheckContext,
  receiver: Receiver,
  orderId: number,
  circumstance = `Order ${orderId} was answered 200`,
): Promise<ReceivedRequest> {
  return t.eventually(
    () => reportsOf(receiver, orderId)[0],
    () => `${circumstance}, and no report of it came within ${ARRIVAL_LIMIT_MS / 1000} s.`,
    { within: ARRIVAL_LIMIT_MS },
  );
}
