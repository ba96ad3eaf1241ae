import { Decimal } from "decimal.js";
import type { FastifyBaseLogger } from "fastify";
import { Pool } from "pg";
import { verdictOn } from "../postgres/verdict.ts";
import { refusal } from "../refusals.ts";

export type Reader = ReturnType<typeof openReader>;
export type Sort = keyof typeof ORDER_BY;

const ORDER_BY = {
  decidedAt: "decided_at, decision_id, product_id",
  "-decidedAt": "decided_at DESC, decision_id, product_id",
  productId: "product_id, decision_id",
  amount: "amount, decision_id, product_id",
};

export const SORTS = Object.keys(ORDER_BY);

/** Two connections for those who ask; waiting for one and for an answer takes less than 5 s together. */
export function openReader(connectionString: string | undefined, log: FastifyBaseLogger) {
  const pool = new Pool({
    connectionString,
    max: 2,
    connectionTimeoutMillis: 2_000,
    query_timeout: 2_500,
    statement_timeout: 2_300,
  });
  pool.on("error", ({ message }) => log.warn({ reason: message }, "an idle connection ended"));

  async function rows(text: string, values: unknown[]) {
    if (connectionString === undefined) throw refusal(503, "no Postgres is configured");
    try {
      return (await pool.query(text, values)).rows;
    } catch (error) {
      throw verdictOn(error) === "unknown" ? refusal(503, "Postgres does not answer") : error;
    }
  }

  return {
    tryOnce: () =>
      rows("SELECT", []).catch(({ message }: Error) => log.warn({ reason: message }, "Postgres is away")),

    async decisions(orderId: string | undefined, sort: Sort, limit: number) {
      const found = await rows(
        `SELECT *, extract(epoch FROM decided_at) * 1000 AS epoch_ms FROM decision_analysis
         WHERE order_id = coalesce($1::bigint, order_id) ORDER BY ${ORDER_BY[sort]} LIMIT $2`,
        [orderId, limit],
      );
      return found.map((row) => ({
        decisionId: row.decision_id,
        orderId: Number(row.order_id),
        warehouseId: row.warehouse_id,
        country: row.country,
        productId: Number(row.product_id),
        sector: row.sector,
        storageType: row.storage_type,
        amount: new Decimal(row.amount).toFixed(),
        decidedAt: new Date(Math.floor(Number(row.epoch_ms))).toISOString(),
      }));
    },

    async summary(warehouseId: string | undefined) {
      const found = await rows(
        `SELECT storage_type, count(DISTINCT decision_id) AS decisions, count(*) AS products, sum(amount) AS amount
         FROM decision_analysis WHERE warehouse_id = coalesce($1::bigint, warehouse_id) GROUP BY storage_type ORDER BY storage_type`,
        [warehouseId],
      );
      return found.map((row) => ({
        storageType: row.storage_type,
        decisions: Number(row.decisions),
        products: Number(row.products),
        amount: new Decimal(row.amount).toFixed(),
      }));
    },
  };
}
