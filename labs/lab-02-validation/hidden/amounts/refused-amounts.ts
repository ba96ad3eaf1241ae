import type { CheckContext } from "@picking-labs/test-kit";
import { canonicalOrder } from "../support/an-order.ts";
import { withAt } from "../support/at-path.ts";
import { type Case, expectCases } from "../support/cases.ts";
import type { Code } from "../support/issues.ts";

const AMOUNT = "products.1.amount";
const AVAILABLE = "products.0.positions.1.available";

/** Each value is refused with this code, as amount and as available. */
export async function refusedAmounts(
  t: CheckContext,
  code: Code,
  both: (string | number)[],
  amountOnly: (string | number)[] = [],
): Promise<void> {
  const app = await t.sharedApp();
  const refused =
    (path: string) =>
    (value: string | number): Case => ({ path, value, issues: [[path, code]] });
  const all = [...[...both, ...amountOnly].map(refused(AMOUNT)), ...both.map(refused(AVAILABLE))];
  // An app that takes no numbers at all is judged by the check of amounts that are numbers.
  const numbers = await app.post("/orders", withAt(canonicalOrder(t.random), AMOUNT, 2.5));
  const cases = all.filter(({ value }) => numbers.status === 200 || typeof value === "string");
  await expectCases(t, app, () => canonicalOrder(t.random), cases);
}
