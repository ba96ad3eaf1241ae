import { check } from "@picking-labs/test-kit";
import { canonicalOrder } from "../support/an-order.ts";
import { type Case, expectCases } from "../support/cases.ts";
import type { Code } from "../support/issues.ts";
import type { Json } from "../support/json.ts";

const AMOUNT = "products.0.amount";
const SECTOR = "products.1.positions.0.sector";

/** Values that break several rules, and the one that comes first. */
const BROKEN: [path: string, value: Json, code: Code, what?: string][] = [
  [AMOUNT, "12345678901.23456", "precision"],
  [AMOUNT, "-1.2345", "precision"],
  [AMOUNT, "abc.12345", "format"],
  [AMOUNT, null, "type"],
  [SECTOR, `${"s".repeat(41)}\n`, "format", `a sector of 41 letters and a line break as ${SECTOR}`],
  [SECTOR, null, "type"],
  ["country", 5, "type"],
  ["note", 5, "type"],
  ["prioritizationTime", "", "format"],
  ["products", { "0": {} }, "type"],
  ["products.1", [], "type"],
  ["products.0.positions", "", "type"],
];

check("one-for-each-path", async (t) => {
  const app = await t.sharedApp();
  const cases = BROKEN.map(
    ([path, value, code, what]): Case => ({
      path,
      value,
      issues: [[path, code]],
      ...(what === undefined ? {} : { what }),
    }),
  );
  await expectCases(t, app, () => canonicalOrder(t.random), cases);
});
