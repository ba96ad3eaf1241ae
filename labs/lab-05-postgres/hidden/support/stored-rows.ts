import type { JudgeDatabase } from "@picking-labs/test-kit";

/** One row of the table, ids and amount as text so that no digit is lost on the way. */
export type StoredRow = {
  decisionId: string;
  orderId: string;
  warehouseId: string;
  country: string;
  productId: string;
  sector: string;
  storageType: string;
  /** Without trailing zeros. */
  amount: string;
  /** In ms since the epoch, with what is stored below a millisecond as fraction. */
  decidedAt: number;
  /** The transaction that inserted the row (`xmin`). */
  transaction: string;
  /** The number of the inserting statement in its transaction (`cmin`). */
  statement: string;
};

/** All committed rows of some orders, by order, decision and product. */
export function storedRows(database: JudgeDatabase, ...orderIds: number[]): Promise<StoredRow[]> {
  return database.query<StoredRow>(ROWS, [orderIds]);
}

const ROWS = `
  SELECT decision_id AS "decisionId", order_id AS "orderId", warehouse_id::text AS "warehouseId", country,
    product_id AS "productId", sector, storage_type AS "storageType", trim_scale(amount)::text AS amount,
    (extract(epoch FROM decided_at) * 1000)::float8 AS "decidedAt", xmin::text AS transaction, cmin::text AS statement
  FROM decision_analysis WHERE order_id = ANY($1::bigint[]) ORDER BY order_id, decision_id, product_id`;
