import { check } from "@picking-labs/test-kit";
import { allInOrder } from "@picking-labs/test-kit/every-app";
import { lockTable } from "../support/locked-table.ts";
import { plainOrder } from "../support/plain-order.ts";
import { postOrder } from "../support/post-order.ts";
import { rowsArrive } from "../support/rows-arrive.ts";

/** More than an app has connections, so that some decisions wait together. */
const ORDERS = 14;

check("one-transaction", async (t) => {
  const [app, database] = await Promise.all([t.sharedApp(), t.sharedDatabase()]);
  const orders = Array.from({ length: ORDERS }, () => plainOrder(t.random, { products: 4 }));
  const lock = await lockTable(t, database);
  const answers = allInOrder(orders.map((order) => postOrder(t, app, order, { timeoutMs: 20_000 })));
  // An app that answers only after the write gets its lock back as well.
  await Promise.race([answers, new Promise((resolve) => setTimeout(resolve, 300))]);
  await lock.release();
  const posted = await answers;
  const rows = await rowsArrive(t, database, posted);

  for (const { order, decisionId } of posted) {
    const own = rows.filter((row) => row.decisionId === decisionId);
    const transactions = new Set(own.map(({ transaction }) => transaction)).size;
    t.verify(
      transactions === 1,
      `The 4 rows of one decision (order ${order.orderId}) were committed by ${transactions} transactions: between them, a reader sees a part of the decision.`,
    );
  }
  const transactions = new Set(rows.map(({ transaction }) => transaction)).size;
  t.verify(
    transactions === ORDERS,
    `${ORDERS} orders came at once, and some of their decisions were written by the same transaction: when Postgres refuses one of them, the others are not written either.`,
  );
});
