import type { Order } from "@picking-labs/domain";
import { check } from "@picking-labs/test-kit";
import { allInOrder } from "@picking-labs/test-kit/every-app";
import { lockTable } from "../support/locked-table.ts";
import { plainOrder } from "../support/plain-order.ts";
import { postOrder } from "../support/post-order.ts";
import { rowsArrive } from "../support/rows-arrive.ts";

/** One second is promised; an app that waits for the write would wait for as long as the lock is there. */
const ANSWER_LIMIT_MS = 4_000;
/** More than what a busy machine adds to the quickest of three answers. */
const WAIT_SEEN_MS = 1_500;
/** More than an app has connections: whoever answers once a connection is free waits from then on. */
const FILLING = 6;

check("answer-does-not-wait", async (t) => {
  const [app, database] = await Promise.all([t.sharedApp(), t.sharedDatabase()]);
  const orders = Array.from({ length: FILLING + 3 }, () => plainOrder(t.random, { products: 2 }));
  const post = (order: Order) =>
    postOrder(t, app, order, { circumstance: "while the table was locked", timeoutMs: ANSWER_LIMIT_MS });
  const lock = await lockTable(t, database);
  const filling = await allInOrder(orders.slice(0, FILLING).map(post));
  const pinging = app.get("/ping");
  const later = await allInOrder(orders.slice(FILLING).map(post));
  const ping = await pinging;
  const quickest = Math.min(...later.map(({ sentAt, answeredAt }) => answeredAt - sentAt));
  await lock.release();
  t.verify(
    quickest < ping.ms + WAIT_SEEN_MS,
    `${FILLING} orders came while the table was locked, and three more when these were answered. The quickest of the three answers took ${quickest} ms. GET /ping, sent with them, took ${Math.round(ping.ms)} ms: the answer waits for Postgres.`,
  );
  await rowsArrive(
    t,
    database,
    [...filling, ...later],
    "Nine orders were answered 200 while the table was locked, and then the lock was gone",
  );
});
