import { check } from "@picking-labs/test-kit";
import { lockTable } from "../support/locked-table.ts";
import { plainOrder } from "../support/plain-order.ts";
import { postOrder } from "../support/post-order.ts";
import { rowsArrive } from "../support/rows-arrive.ts";

/** One second is promised; an app that waits for the write would wait for as long as the lock is there. */
const ANSWER_LIMIT_MS = 4_000;

check("answer-does-not-wait", async (t) => {
  const [app, database] = await Promise.all([t.sharedApp(), t.sharedDatabase()]);
  const orders = Array.from({ length: 3 }, () => plainOrder(t.random, { products: 2 }));
  const lock = await lockTable(t, database);
  const posted = await Promise.all(
    orders.map((order) =>
      postOrder(t, app, order, { circumstance: "while the table was locked", timeoutMs: ANSWER_LIMIT_MS }),
    ),
  );
  await lock.release();
  await rowsArrive(t, database, posted, "After the lock was gone");
});
