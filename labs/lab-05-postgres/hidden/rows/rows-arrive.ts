import { check, type JudgeDatabase } from "@picking-labs/test-kit";
import { plainOrder } from "../support/plain-order.ts";
import { postOrder } from "../support/post-order.ts";
import { ARRIVAL_LIMIT_MS } from "../support/rows-arrive.ts";
import { storedRows } from "../support/stored-rows.ts";

check("rows-arrive", async (t) => {
  const [app, database] = await Promise.all([t.sharedApp(), t.sharedDatabase()]);
  const order = plainOrder(t.random, { products: 3 });
  const { decisionId } = await postOrder(t, app, order);

  let seen = 0;
  let openTransaction = false;
  await t.eventually(
    async () => {
      const rows = await storedRows(database, order.orderId);
      seen = rows.filter((row) => row.decisionId === decisionId).length;
      openTransaction ||= await standsInTransaction(database);
      return seen === 3;
    },
    () => {
      const what = `Under APP_PROFILE=staging order ${order.orderId} with 3 products was answered 200, and 10 s later another session sees ${seen} of its 3 rows in decision_analysis.`;
      return openTransaction
        ? `${what} A session of the app has begun a transaction and not ended it.`
        : what;
    },
    { within: ARRIVAL_LIMIT_MS },
  );
});

async function standsInTransaction(database: JudgeDatabase): Promise<boolean> {
  const open = await database.query(
    `SELECT 1 FROM pg_stat_activity
     WHERE datname = $1 AND usename <> current_user AND state LIKE 'idle in transaction%'
       AND clock_timestamp() - state_change > interval '1 second'`,
    [database.name],
  );
  return open.length > 0;
}
