import { type Database, inTransaction, read } from "../database/index.ts";
import { ApiError } from "../http/index.ts";
import type { DecisionRecord } from "./decision.ts";
import { SORTS, type Sort } from "./decision-query.ts";

export type DecisionRepository = ReturnType<typeof decisionRepository>;

/** The table `decision_analysis`. Values travel as parameters; the only text put into a statement is one of SORTS. */
export function decisionRepository({ reads, writes }: Database) {
  return {
    /** All rows of a decision or none: one statement in one transaction. */
    insert: (decision: DecisionRecord): Promise<void> =>
      inTransaction(writes, async (client) => {
        await client.query(INSERT, [
          decision.decisionId,
          decision.orderId,
          decision.warehouseId,
          decision.country,
          decision.decidedAt.toISOString(),
          decision.products.map(({ productId }) => productId),
          decision.products.map(({ sector }) => sector),
          decision.products.map(({ storageType }) => storageType),
          decision.products.map(({ amount }) => amount),
        ]);
      }),

    async list({ orderId, sort, limit }: { orderId?: number; sort: Sort; limit: number }) {
      const rows = await read<DecisionRow>(
        reads,
        `${SELECT} ORDER BY ${SORTS[sort]}, decision_id, product_id LIMIT $2`,
        [orderId, limit],
      );
      return rows.map((row) => ({ ...row, orderId: Number(row.orderId), productId: Number(row.productId) }));
    },

    async summary({ warehouseId }: { warehouseId?: number }) {
      const rows = await read<SummaryRow>(reads, SUMMARY, [warehouseId]);
      return rows.map((row) => ({
        ...row,
        decisions: Number(row.decisions),
        products: Number(row.products),
      }));
    },
  };
}

/** Where no DATABASE_URL is set, there is nobody to ask. */
export const absentRepository: DecisionRepository = { insert: refuse, list: refuse, summary: refuse };

async function refuse(): Promise<never> {
  throw new ApiError(503, "no Postgres is configured");
}

/** pg hands bigint over as text, because a JavaScript number ends at 2^53; the ids here are promised to stay below. */
type DecisionRow = {
  decisionId: string;
  orderId: string;
  warehouseId: number;
  country: string;
  productId: string;
  sector: string;
  storageType: string;
  amount: string;
  decidedAt: string;
};

type SummaryRow = { storageType: string; decisions: string; products: string; amount: string };

/** Arrays keep the text of the statement the same for one product and for five hundred. */
const INSERT = `
  INSERT INTO decision_analysis
    (decision_id, order_id, warehouse_id, country, decided_at, product_id, sector, storage_type, amount)
  SELECT $1::uuid, $2::bigint, $3::integer, $4::text, $5::timestamptz, product.*
  FROM unnest($6::bigint[], $7::text[], $8::text[], $9::numeric[]) AS product`;

/** The instant is spelled out in UTC here, so neither the session's time zone nor its date style shows. */
const SELECT = `
  SELECT decision_id AS "decisionId", order_id AS "orderId", warehouse_id AS "warehouseId", country,
    product_id AS "productId", sector, storage_type AS "storageType", trim_scale(amount)::text AS amount,
    to_char(decided_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "decidedAt"
  FROM decision_analysis
  WHERE $1::bigint IS NULL OR order_id = $1::bigint`;

const SUMMARY = `
  SELECT storage_type AS "storageType", count(DISTINCT decision_id) AS decisions, count(*) AS products,
    trim_scale(sum(amount))::text AS amount
  FROM decision_analysis
  WHERE $1::bigint IS NULL OR warehouse_id = $1::bigint
  GROUP BY storage_type
  ORDER BY storage_type`;
