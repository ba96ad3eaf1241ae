import { anOrder } from "@picking-labs/domain/generators";
import { check } from "@picking-labs/test-kit";

check("refused-insert", async (t) => {
  const database = await t.database();
  const app = await t.app({ database });
  await database.query("ALTER TABLE decision_analysis ADD CHECK (sector <> 'closed')");

  // Two rows that Postgres would take and one that it refuses, in one decision.
  const order = anOrder(t.random, { products: 3 });
  for (const position of order.products[2]?.positions ?? []) position.sector = "closed";
  const answer = await app.post("/orders", order);
  t.equal(answer.status, 200, "the status of POST /orders");

  await t.eventually(
    () => app.logs().some(({ json }) => json?.level === "error" && json.orderId === order.orderId),
    () => `Postgres refused the decision of order ${order.orderId}, and no error line carries its orderId.`,
  );
  const rows = await database.query("SELECT 1 FROM decision_analysis WHERE order_id = $1", [order.orderId]);
  t.equal(rows.length, 0, "the number of rows of a refused decision");
});
