import type { Session } from "../postgres/session.ts";
import type { Decision } from "./decision.ts";

/** The rows travel as one JSON text; amounts are texts in it, so no digit is lost on the way. */
const INSERT = `
  INSERT INTO decision_analysis (decision_id, order_id, warehouse_id, country, decided_at, product_id, sector, storage_type, amount)
  SELECT $1, $2, $3, $4, $5, product_id, sector, storage_type, amount
  FROM json_to_recordset($6) AS row (product_id bigint, sector text, storage_type text, amount numeric)`;

/**
 * BEGIN, INSERT and COMMIT are sent at once. When the INSERT is refused, the COMMIT that follows ends the transaction all the
 * same (Postgres answers it with ROLLBACK), so the session is clean whatever happened.
 */
export async function writeDecision({ ask }: Session, decision: Decision): Promise<void> {
  const { decisionId, orderId, warehouseId, country, decidedAt, rows } = decision;
  const answers = await Promise.allSettled([
    ask("BEGIN"),
    ask(INSERT, [
      decisionId,
      orderId,
      warehouseId,
      country,
      new Date(decidedAt).toISOString(),
      JSON.stringify(rows),
    ]),
    ask("COMMIT"),
  ]);
  for (const answer of answers) if (answer.status === "rejected") throw answer.reason;
}
