import { setTimeout as pause } from "node:timers/promises";
import { check } from "@picking-labs/test-kit";
import { allInOrder } from "@picking-labs/test-kit/every-app";
import { lockTable } from "../support/locked-table.ts";
import { plainOrder } from "../support/plain-order.ts";
import { postOrder } from "../support/post-order.ts";
import { rowsArrive } from "../support/rows-arrive.ts";

/** More than an app has connections: some wait while others are written. */
const AT_ONCE = 8;
const ENOUGH_MS = 1_000;

check("every-post-anew", async (t) => {
  const [app, database] = await Promise.all([t.sharedApp(), t.sharedDatabase()]);
  const order = plainOrder(t.random, { products: 2 });
  const first = await postOrder(t, app, order);
  await rowsArrive(t, database, [first]);

  const second = await postOrder(t, app, order, { circumstance: "for the second time" });
  t.verify(
    first.decisionId !== second.decisionId,
    `Order ${order.orderId} was posted twice and got the decisionId ${first.decisionId} both times.`,
  );
  const rows = await rowsArrive(
    t,
    database,
    [first, second],
    "The same order was posted twice, and answered 200 both times",
  );
  t.equal(rows.length, 4, "The number of rows after an order with 2 products was posted twice");

  const lock = await lockTable(t, database);
  const answers = allInOrder(
    Array.from({ length: AT_ONCE }, () =>
      postOrder(t, app, order, { circumstance: `, sent ${AT_ONCE} times while the table was locked,` }),
    ),
  );
  // Whether an answer waits for the lock is another check's matter.
  await Promise.race([answers, pause(ENOUGH_MS)]);
  await lock.release();
  const again = await answers;
  await rowsArrive(
    t,
    database,
    again,
    `The same order was posted ${AT_ONCE} times while the table was locked, and answered 200 each time; then the lock was gone`,
  );
});
