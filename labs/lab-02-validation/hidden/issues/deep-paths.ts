import { check } from "@picking-labs/test-kit";
import { canonicalOrder } from "../support/an-order.ts";
import { type Case, expectCases } from "../support/cases.ts";
import type { Code } from "../support/issues.ts";

const PRODUCTS = 20;

check("deep-paths", async (t) => {
  const app = await t.sharedApp();
  const place = () => t.random.integer(2, PRODUCTS - 1);
  const wrong: [path: string, value: Case["value"], code: Code][] = [
    [`products.${place()}.amount`, "abc", "format"],
    [`products.${place()}.productId`, {}, "type"],
    [`products.${place()}.positions`, {}, "type"],
    [`products.${place()}.positions.1.available`, "abc", "format"],
    [`products.${place()}.positions.0.available`, {}, "type"],
    [`products.${place()}.positions.1.sector`, {}, "type"],
    [`products.${place()}.positions.0.storageType`, "ROBOT", "enum"],
    [`products.${PRODUCTS - 1}.positions.1`, null, "type"],
  ];
  const cases = wrong.map(([path, value, code]): Case => ({ path, value, issues: [[path, code]] }));
  await expectCases(t, app, () => canonicalOrder(t.random, { products: PRODUCTS }), cases, "paths");
});
