import { setTimeout as pause } from "node:timers/promises";
import { check } from "@picking-labs/test-kit";
import { appLives, errorCount } from "@picking-labs/test-kit/every-app";
import { holdCommit } from "../support/held-commit.ts";
import { plainOrder } from "../support/plain-order.ts";
import { postOrder } from "../support/post-order.ts";
import { rowsArrive } from "../support/rows-arrive.ts";
import { storedRows } from "../support/stored-rows.ts";

/** An app may find out without another INSERT; then this time is for what should not happen. */
const RETRY_LIMIT_MS = 2_500;
const LATE_MS = 250;

check("written-once", async (t) => {
  const { app, database, proxy } = await t.workplace();
  const order = plainOrder(t.random, { products: 3 });
  const commit = await holdCommit(t, database, order.orderId);

  const posted = await postOrder(t, app, order);
  await commit.reached();
  proxy.holdAnswers();
  await commit.release();
  await rowsArrive(
    t,
    database,
    [posted],
    "An order was answered 200. Its commit went through, and only the answer to it was held back",
  );
  proxy.reset();
  proxy.cut();
  proxy.release();
  await appLives(t, app, "Postgres cut the app's connections");

  const insertsAgain = () =>
    proxy.messages().some(({ text, statement = text }) => /\binsert\b/i.test(statement ?? ""));
  const until = performance.now() + RETRY_LIMIT_MS;
  while (!insertsAgain() && performance.now() < until) await pause(20);
  // Over by then: what comes next may be written on the connection that this try leaves behind.
  await pause(LATE_MS);
  // When an order that comes now is settled, the one before it is. What becomes of it is another check's matter.
  const next = (await postOrder(t, app, plainOrder(t.random))).order.orderId;
  const isSettled = async () => errorCount(app, next) > 0 || (await storedRows(database, next)).length > 0;
  const settledBy = performance.now() + RETRY_LIMIT_MS;
  while (!(await isSettled()) && performance.now() < settledBy) await pause(20);
  await pause(LATE_MS);

  const rows = await storedRows(database, order.orderId);
  t.verify(
    rows.length === 3,
    `The commit of order ${order.orderId} took place, its answer was lost. Afterwards there are ${rows.length} rows of its 3 products, under ${new Set(rows.map(({ decisionId }) => decisionId)).size} decision ids.`,
  );
  t.verify(
    errorCount(app, order.orderId) === 0,
    `The commit of order ${order.orderId} took place, its answer was lost. Its 3 rows are in the table, and an error line says that something failed.`,
  );
});
