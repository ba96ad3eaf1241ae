import { inThousandths } from "@picking-labs/domain/generators";
import { check } from "@picking-labs/test-kit";
import { thousandths } from "./exact.ts";
import { expectTotals } from "./post-totals.ts";

const ORDERS = 91;
const PRODUCTS = 99;
/** The largest amount, in hundredths. */
const MOST = 99_999_999_999;
const POSITION = { sector: "A", storageType: "MANUAL" as const, available: "1" };

check("totals-large", async (t) => {
  const app = await t.sharedApp();
  const orderOf = (orderId: number, amounts: string[]) => ({
    orderId,
    warehouseId: 8799,
    country: "cz" as const,
    prioritizationTime: "2026-03-29T01:30:00Z",
    products: amounts.map((amount, index) => ({ productId: index + 1, amount, positions: [POSITION] })),
  });
  await expectTotals(t, app, "two orders of 999999999.999", [
    orderOf(1, ["999999999.999"]),
    orderOf(2, ["999999999.999"]),
  ]);
  // Together more than 2^53 thousandths, and an odd number of them: no double holds that, whatever it counts.
  const drawn = Array.from({ length: ORDERS * PRODUCTS - 1 }, () =>
    inThousandths(t.random.integer(MOST - 9_999, MOST) * 10 + t.random.integer(1, 9)),
  );
  const odd = drawn.reduce((sum, amount) => sum + thousandths(amount), 0n) % 2n === 1n;
  const amounts = [...drawn, odd ? "999999999.998" : "999999999.999"];
  const orders = Array.from({ length: ORDERS }, (_, index) =>
    orderOf(index + 1, amounts.slice(index * PRODUCTS, (index + 1) * PRODUCTS)),
  );
  await expectTotals(t, app, `${ORDERS} orders of ${PRODUCTS} products with nine digits each`, orders);
});
