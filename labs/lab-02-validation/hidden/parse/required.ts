import { check } from "@picking-labs/test-kit";
import { canonicalOrder } from "../support/an-order.ts";
import { ABSENT } from "../support/at-path.ts";
import { type Case, expectCases } from "../support/cases.ts";

const PATHS = [
  "orderId",
  "warehouseId",
  "prioritizationTime",
  "products",
  "products.0.productId",
  "products.1.amount",
  "products.0.positions",
  "products.1.positions.0.sector",
  "products.0.positions.1.storageType",
  "products.1.positions.1.available",
];

check("required", async (t) => {
  const app = await t.sharedApp();
  const cases = PATHS.map((path): Case => ({ path, value: ABSENT, issues: [[path, "required"]] }));
  await expectCases(t, app, () => canonicalOrder(t.random), cases);
});
