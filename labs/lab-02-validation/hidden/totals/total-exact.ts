import type { Order } from "@picking-labs/domain";
import { inThousandths } from "@picking-labs/domain/generators";
import { check } from "@picking-labs/test-kit";
import { canonicalOrder } from "../support/an-order.ts";
import { expectTotals } from "./post-totals.ts";

check("total-exact", async (t) => {
  const app = await t.sharedApp();
  const orderOf = (amounts: string[], ids: (index: number) => number): Order => {
    const order = canonicalOrder(t.random, { products: amounts.length, positions: 1 });
    const products = order.products.map((product, index) => ({
      ...product,
      productId: ids(index),
      amount: amounts[index] ?? "1",
    }));
    return { ...order, products };
  };
  await expectTotals(t, app, "the amounts 0.1 and 0.2", [orderOf(["0.1", "0.2"], (index) => index + 1)]);
  await expectTotals(
    t,
    app,
    "ten orders with 0.10 of the same product",
    Array.from({ length: 10 }, () => orderOf(["0.10"], () => 77)),
  );
  await expectTotals(t, app, "2.500 and 97.5 of one product", [
    orderOf(["2.500"], () => 5),
    orderOf(["97.5"], () => 5),
  ]);
  const drawn = Array.from({ length: 30 }, () =>
    orderOf(
      Array.from({ length: 12 }, () =>
        inThousandths(t.random.integer(0, 999_999) * 10 + t.random.integer(1, 9)),
      ),
      (index) => 40 - index,
    ),
  );
  await expectTotals(t, app, "thirty orders of twelve products", drawn);
});
