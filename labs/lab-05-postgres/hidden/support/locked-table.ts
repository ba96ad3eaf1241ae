import type { CheckContext, JudgeDatabase } from "@picking-labs/test-kit";

/** Long enough for what an app may have under way, short enough to notice a transaction that never ends. */
const LOCK_LIMIT_MS = 8_000;

/** Makes writers wait until `release()`; readers pass. Beside other checks it must be short. */
export async function lockTable(
  t: CheckContext,
  database: JudgeDatabase,
): Promise<{ release(): Promise<void> }> {
  const session = await database.session();
  await session.query(`SET lock_timeout = ${LOCK_LIMIT_MS}`);
  await session.query("BEGIN");
  await session.query("LOCK TABLE decision_analysis IN SHARE MODE").catch(blameOpenTransaction(t));
  return {
    async release() {
      await session.query("ROLLBACK");
    },
  };
}

/** Runs a statement that has to lock the table for itself. */
export async function lockFree(t: CheckContext, database: JudgeDatabase, statement: string): Promise<void> {
  await database
    .query(`SET LOCAL lock_timeout = ${LOCK_LIMIT_MS}; ${statement}`)
    .catch(blameOpenTransaction(t));
}

function blameOpenTransaction(t: CheckContext) {
  return (error: { code?: string }) => {
    // SQLSTATE lock_not_available
    if (error.code !== "55P03") throw error;
    t.fail(
      "A session of the app stands in the middle of a transaction for 8 s and does not end it: nobody else can lock the table.",
    );
  };
}

/** Sessions of the app that wait for a lock now. */
export async function sessionsWaiting(database: JudgeDatabase): Promise<number> {
  const [row] = await database.query<{ waiting: number }>(
    `SELECT count(*)::int AS waiting FROM pg_stat_activity
     WHERE datname = $1 AND usename <> current_user AND wait_event_type = 'Lock'`,
    [database.name],
  );
  return row?.waiting ?? 0;
}
