import { check } from "@picking-labs/test-kit";
import { lockTable } from "../support/locked-table.ts";
import { plainOrder } from "../support/plain-order.ts";
import { postOrder } from "../support/post-order.ts";
import { rowsArrive } from "../support/rows-arrive.ts";

/** One second is promised; an app that waits for the write would wait for as long as the lock is there. */
const ANSWER_LIMIT_MS = 4_000;
/** More than what a busy machine adds to the quickest of three answers. */
const WAIT_SEEN_MS = 1_500;

check("answer-does-not-wait", async (t) => {
  const [app, database] = await Promise.all([t.sharedApp(), t.sharedDatabase()]);
  const control = performance.now();
  await postOrder(t, app, plainOrder(t.random, { products: 0, single: 1 }));
  const usualMs = performance.now() - control;
  const orders = Array.from({ length: 3 }, () => plainOrder(t.random, { products: 2 }));
  const lock = await lockTable(t, database);
  const posted = await Promise.all(
    orders.map((order) =>
      postOrder(t, app, order, { circumstance: "while the table was locked", timeoutMs: ANSWER_LIMIT_MS }),
    ),
  );
  const quickest = Math.min(...posted.map(({ sentAt, answeredAt }) => answeredAt - sentAt));
  await lock.release();
  t.verify(
    quickest < usualMs + WAIT_SEEN_MS,
    `Three orders came while the table was locked, and the quickest answer took ${quickest} ms. An order without a row to write, just before, took ${Math.round(usualMs)} ms: the answer waits for Postgres.`,
  );
  await rowsArrive(t, database, posted, "After the lock was gone");
});
