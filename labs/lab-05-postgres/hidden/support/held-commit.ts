import type { CheckContext, JudgeDatabase } from "@picking-labs/test-kit";

/** Any number that no app uses for its own advisory locks. */
const KEY = 7_305_505_005;

/**
 * Holds the commit of one order's decision until `release()`. It works for any client: a deferred constraint is checked
 * when a transaction commits, also the implicit one of a single statement.
 */
export async function holdCommit(t: CheckContext, database: JudgeDatabase, orderId: number) {
  await database.query(`
    CREATE FUNCTION wait_for_release() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN PERFORM pg_advisory_xact_lock_shared(${KEY}); RETURN NULL; END $$`);
  await database.query(`
    CREATE CONSTRAINT TRIGGER held AFTER INSERT ON decision_analysis DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.order_id = ${Number(orderId)}) EXECUTE FUNCTION wait_for_release()`);
  const holder = await database.session();
  await holder.query("SELECT pg_advisory_lock($1)", [KEY]);
  return {
    /** Resolves when the commit was asked for. */
    reached: () =>
      t.eventually(
        async () =>
          (
            await database.query(
              "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
            )
          ).length > 0,
        () => `Order ${orderId} was answered 200, and 10 s later nobody has tried to commit its rows.`,
        { within: 10_000 },
      ),
    release: () => holder.query("SELECT pg_advisory_unlock($1)", [KEY]),
  };
}
