import { check } from "@picking-labs/test-kit";
import { plainOrder } from "../support/plain-order.ts";
import { postOrder } from "../support/post-order.ts";
import { rowsArrive } from "../support/rows-arrive.ts";

check("one-statement", async (t) => {
  const [app, database] = await Promise.all([t.sharedApp(), t.sharedDatabase()]);
  for (const products of [1, 7, 500]) {
    const order = plainOrder(t.random, { products });
    const rows = await rowsArrive(t, database, [await postOrder(t, app, order)]);
    const statements = new Set(rows.map((row) => `${row.transaction}.${row.statement}`)).size;
    t.verify(
      statements === 1,
      `The ${products} rows of one decision (order ${order.orderId}) were written by ${statements} statements, promised is one.`,
    );
  }
});
