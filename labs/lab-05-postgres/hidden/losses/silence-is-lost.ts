import { setTimeout as pause } from "node:timers/promises";
import { check, type JudgeDatabase } from "@picking-labs/test-kit";
import { plainOrder } from "../support/plain-order.ts";
import { postOrder } from "../support/post-order.ts";
import { storedRows } from "../support/stored-rows.ts";

/** An answer within 4 s is waited for. */
const STILL_WAITING_MS = 2_500;

check("silence-is-lost", async (t) => {
  const database = await t.database();
  const proxy = await t.proxy(database);
  const app = await t.app({ database: proxy });
  const order = plainOrder(t.random, { products: 2 });
  const isInsert = (text: string | undefined) => /\binsert\b/i.test(text ?? "");
  const silent = proxy.once(({ text, statement = text }) => isInsert(statement), "hold-answer");
  const { decisionId } = await postOrder(t, app, order);
  await silent;
  const pid = await insertingSession(database);

  await pause(STILL_WAITING_MS);
  t.verify(
    pid !== undefined && (await lives(database, pid)),
    "Postgres let an INSERT of the app wait for its answer, and the app gave up its connection within 2.5 s; an answer within 4 s is to be waited for.",
  );
  let count = 0;
  await t.eventually(
    async () => {
      const rows = await storedRows(database, order.orderId);
      count = rows.filter((row) => row.decisionId === decisionId).length;
      return count === 2 && !(await lives(database, pid ?? 0));
    },
    () =>
      `The INSERT of order ${order.orderId} never got an answer on its connection. 20 s later ${count} of its 2 rows are in the table${count === 2 ? ", and the silent connection is still open" : ""}.`,
    { within: 17_500 },
  );
  t.equal(
    (await storedRows(database, order.orderId)).length,
    2,
    `The number of rows of order ${order.orderId} with 2 products, written on a second connection`,
  );
});

/** The session that has just run an INSERT. */
async function insertingSession(database: JudgeDatabase): Promise<number | undefined> {
  const [session] = await database.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity
     WHERE datname = $1 AND usename <> current_user AND query ~* '\\minsert\\M' ORDER BY state_change DESC LIMIT 1`,
    [database.name],
  );
  return session?.pid;
}

async function lives(database: JudgeDatabase, pid: number): Promise<boolean> {
  return (await database.query("SELECT 1 FROM pg_stat_activity WHERE pid = $1", [pid])).length > 0;
}
