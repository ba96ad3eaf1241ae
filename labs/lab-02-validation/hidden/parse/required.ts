import { check } from "@picking-labs/test-kit";
import { canonicalOrder } from "../support/an-order.ts";
import { ABSENT } from "../support/at-path.ts";
import { type Case, expectCases } from "../support/cases.ts";
import { told } from "../support/told.ts";

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

  const { orderId, ...order } = canonicalOrder(t.random);
  const answer = await app.post("/orders", { ...order, order_id: orderId });
  t.verify(
    answer.status === 422,
    () =>
      `POST /orders with order_id instead of orderId ${told(answer)}. Promised is 422: orderId is missing.`,
  );
});
