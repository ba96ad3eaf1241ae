import type { Order } from "@picking-labs/domain";
import { check } from "@picking-labs/test-kit";
import { expectTotals } from "./post-totals.ts";

const POSITION = { sector: "A", storageType: "MANUAL" as const, available: "1" };

check("totals-large", async (t) => {
  const app = await t.sharedApp();
  const orderOf = (orderId: number, amounts: string[]): Order => ({
    orderId,
    warehouseId: 8799,
    country: "cz",
    prioritizationTime: "2026-03-29T01:30:00.000Z",
    products: amounts.map((amount, index) => ({ productId: index + 1, amount, positions: [POSITION] })),
  });
  await expectTotals(t, app, "two orders of 999999999.999", [
    orderOf(1, ["999999999.999"]),
    orderOf(2, ["999999999.999"]),
  ]);
  const most = Array.from({ length: 100 }, (_, index) =>
    orderOf(
      index + 1,
      Array.from({ length: 40 }, () =>
        `9999${t.random.integer(10_000, 99_999)}.${t.random.integer(111, 999)}`.replace(/0+$/, ""),
      ),
    ),
  );
  await expectTotals(t, app, "a hundred orders of forty products with nine digits each", most);
});
