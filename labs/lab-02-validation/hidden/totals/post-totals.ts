import type { CheckContext, RunningApp } from "@picking-labs/test-kit";
import { told } from "../support/told.ts";
import { type Amounts, totalsOf } from "./exact.ts";

/** Posts orders that are valid and fails unless the sums are exact. `what` says what is special about them. */
export async function expectTotals(
  t: CheckContext,
  app: RunningApp,
  what: string,
  orders: readonly Amounts[],
): Promise<void> {
  const answer = await app.post("/orders/total", { orders });
  const request = `POST /orders/total of ${what}`;
  t.verify(answer.status === 200, () => `${request} ${told(answer)}. Promised is 200.`);
  t.equal(answer.json, totalsOf(orders), `The answer of ${request}`);
}
