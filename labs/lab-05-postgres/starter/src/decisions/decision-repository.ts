import type { Pool } from "pg";
import { inTransaction, read } from "../database/index.ts";
import type { DecisionRecord } from "./decision.ts";
import { orderBy } from "./decision-query.ts";
import { localTime } from "./local-time.ts";
import { summarize } from "./summary.ts";

export type DecisionRepository = ReturnType<typeof decisionRepository>;

/** A row as pg hands it over. */
export type DecisionRow = {
  decision_id: string;
  order_id: string;
  warehouse_id: number;
  country: string;
  product_id: string;
  sector: string;
  storage_type: string;
  amount: string;
  decided_at: Date;
};

/** The table `decision_analysis`. */
export function decisionRepository(pool: Pool) {
  return {
    insert: (decision: DecisionRecord): Promise<void> =>
      inTransaction(pool, async (client) => {
        for (const { productId, sector, storageType, amount } of decision.products) {
          await client.query(`
            INSERT INTO decision_analysis
              (decision_id, order_id, warehouse_id, country, product_id, sector, storage_type, amount, decided_at)
            VALUES ('${decision.decisionId}', ${decision.orderId}, ${decision.warehouseId}, '${decision.country}',
              ${productId}, '${sector}', '${storageType}', ${Number(amount).toFixed(2)}, '${localTime(decision.decidedAt)}')`);
        }
      }),

    async list({ orderId, sort, limit }: { orderId?: number; sort: string; limit: number }) {
      const where = orderId === undefined ? "" : `WHERE order_id = ${orderId}`;
      const rows = await read<DecisionRow>(
        pool,
        `SELECT * FROM decision_analysis ${where} ORDER BY ${orderBy(sort)} LIMIT ${limit}`,
      );
      return rows.map((row) => ({
        decisionId: row.decision_id,
        orderId: row.order_id,
        warehouseId: row.warehouse_id,
        country: row.country,
        productId: row.product_id,
        sector: row.sector,
        storageType: row.storage_type,
        amount: row.amount,
        decidedAt: localTime(row.decided_at),
      }));
    },

    async summary({ warehouseId }: { warehouseId?: number }) {
      const where = warehouseId === undefined ? "" : `WHERE warehouse_id = ${warehouseId}`;
      return summarize(await read<DecisionRow>(pool, `SELECT * FROM decision_analysis ${where}`));
    },
  };
}
