import { check } from "@picking-labs/test-kit";
import { canonicalOrder } from "../support/an-order.ts";
import { type Case, expectCases } from "../support/cases.ts";
import type { Json } from "../support/json.ts";

/** Path → values of another JSON type than the one that is promised there. */
const WRONG: Record<string, Json[]> = {
  orderId: ["5", "abc", null, true, [5], {}],
  warehouseId: ["8799", null, false],
  prioritizationTime: [1_774_000_000_000, null, {}],
  country: [null, 7, ["cz"]],
  note: [null, 5, false, ["text"]],
  products: [null, {}, "[]", 3],
  "products.0": [null, "product", 4, []],
  "products.1.productId": ["77", null, true],
  "products.0.amount": [null, true, ["1"], {}],
  "products.1.positions": [null, {}, "MANUAL"],
  "products.0.positions.1": [null, "MANUAL", []],
  "products.0.positions.0.sector": [null, 12, true],
  "products.1.positions.0.storageType": [null, 1],
  "products.1.positions.1.available": [null, false, []],
};

check("wrong-types", async (t) => {
  const app = await t.sharedApp();
  const cases = Object.entries(WRONG).flatMap(([path, values]) =>
    values.map((value): Case => ({ path, value, issues: [[path, "type"]] })),
  );
  await expectCases(t, app, () => canonicalOrder(t.random), cases);
});
