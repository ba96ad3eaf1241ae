import { anOrder } from "@picking-labs/domain/generators";
import { check } from "@picking-labs/test-kit";

check("rows-arrive", async (t) => {
  const app = await t.sharedApp();
  const database = await t.sharedDatabase();
  const order = anOrder(t.random, { products: 3 });
  const answer = await app.post("/orders", order);
  t.equal(answer.status, 200, "the status of POST /orders");

  // The judge asks in a session of its own: rows of a transaction that was not committed do not show there.
  await t.eventually(
    async () => (await database.query(ROWS, [order.orderId])).length === 3,
    () => `Order ${order.orderId} has 3 products with two positions each, and its 3 rows did not come.`,
  );
});

check("two-positions-only", async (t) => {
  const app = await t.sharedApp();
  const database = await t.sharedDatabase();
  const order = anOrder(t.random, { products: 4, positions: "mixed" });
  const answer = await app.post("/orders", order);
  t.equal(answer.status, 200, "the status of POST /orders");

  const twice = order.products.filter(({ positions }) => positions.length === 2);
  const wanted = twice.map(({ productId }) => String(productId)).toSorted();
  const stored = await t.eventually(
    async () => {
      const rows = await database.query<{ product_id: string }>(ROWS, [order.orderId]);
      return rows.length >= wanted.length && rows.map(({ product_id }) => product_id).toSorted();
    },
    () => `Order ${order.orderId} has ${wanted.length} products with two positions, and fewer rows came.`,
  );
  t.equal(stored, wanted, "the list of stored product ids");
});

const ROWS = "SELECT product_id FROM decision_analysis WHERE order_id = $1";
