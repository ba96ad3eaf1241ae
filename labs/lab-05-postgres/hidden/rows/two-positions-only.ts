import { check } from "@picking-labs/test-kit";
import { plainOrder } from "../support/plain-order.ts";
import { postOrder } from "../support/post-order.ts";
import { rowsArrive } from "../support/rows-arrive.ts";
import { storedRows } from "../support/stored-rows.ts";

/** For rows that come late, after the others of their order are there. */
const LATE_MS = 150;

check("two-positions-only", async (t) => {
  const [app, database] = await Promise.all([t.sharedApp(), t.sharedDatabase()]);
  const none = plainOrder(t.random, { products: 0, single: 2 });
  const mixed = plainOrder(t.random, { products: 2, single: 3 });
  await postOrder(t, app, none);
  const posted = await postOrder(t, app, mixed);
  await rowsArrive(t, database, [posted]);

  const single = new Set(
    [none, mixed].flatMap(({ products }) =>
      products.filter(({ positions }) => positions.length === 1).map(({ productId }) => String(productId)),
    ),
  );
  await t.never(
    async () =>
      (await storedRows(database, none.orderId, mixed.orderId)).find(({ productId }) =>
        single.has(productId),
      ),
    (row) => {
      const { orderId, productId } = row as { orderId: string; productId: string };
      return `Product ${productId} of order ${orderId} has one position, and there is a row for it in decision_analysis.`;
    },
    { for: LATE_MS },
  );
});
