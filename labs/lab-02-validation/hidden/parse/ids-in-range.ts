import { check } from "@picking-labs/test-kit";
import { canonicalOrder } from "../support/an-order.ts";
import { type Case, expectCases } from "../support/cases.ts";
import type { Code } from "../support/issues.ts";

const OUTSIDE = [0, -1, -8799, 2 ** 53, 1e20, -(2 ** 60)];
const FRACTIONS = [1.5, 0.25, -2.5];
const INSIDE = [1, 2 ** 31, Number.MAX_SAFE_INTEGER];

check("ids-in-range", async (t) => {
  const app = await t.sharedApp();
  const cases = ["orderId", "products.1.productId"].flatMap((path) => {
    const refused =
      (code: Code) =>
      (value: number): Case => ({ path, value, issues: [[path, code]] });
    return [
      ...INSIDE.map((value): Case => ({ path, value, issues: [] })),
      ...OUTSIDE.map(refused("range")),
      ...FRACTIONS.map(refused("type")),
    ];
  });
  for (const [value, code] of [
    [0, "range"],
    [2 ** 53, "range"],
    [8799.5, "type"],
  ] as const)
    cases.push({ path: "warehouseId", value, issues: [["warehouseId", code]] });
  await expectCases(t, app, () => canonicalOrder(t.random), cases);
});
