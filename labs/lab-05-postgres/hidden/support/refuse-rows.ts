import type { CheckContext, JudgeDatabase } from "@picking-labs/test-kit";
import { lockFree } from "./locked-table.ts";

/**
 * Makes Postgres refuse every decision of some orders: at the INSERT of a product, or at COMMIT.
 * The product is the order's last one, so that rows before it may be written already.
 */
export async function refuseOrders(
  t: CheckContext,
  database: JudgeDatabase,
  at: "insert" | "commit",
  orderIds: readonly number[],
): Promise<void> {
  const name = `refused_${Number(orderIds[0])}`;
  const when = `WHEN (NEW.order_id IN (${orderIds.map(Number).join()}) AND NEW.sector = '${REFUSED_SECTOR}')`;
  await database.query(`
    CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'this decision is not allowed' USING ERRCODE = '23514'; END $$`);
  await lockFree(
    t,
    database,
    at === "insert"
      ? `CREATE TRIGGER ${name} BEFORE INSERT ON decision_analysis FOR EACH ROW ${when} EXECUTE FUNCTION refuse()`
      : `CREATE CONSTRAINT TRIGGER ${name} AFTER INSERT ON decision_analysis DEFERRABLE INITIALLY DEFERRED
         FOR EACH ROW ${when} EXECUTE FUNCTION refuse()`,
  );
}

/** The sector whose row is refused. */
export const REFUSED_SECTOR = "REFUSED-1";
