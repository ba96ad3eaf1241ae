import type { Sql } from "postgres";
import { isProblem, problem } from "../http/problem.ts";
import { refuse } from "../orders/checks.ts";
import type { Connection } from "./connection.ts";
import { fateOf } from "./fate.ts";

const directions = new Map([
  ["decidedAt", { column: "decided_at", descending: false }],
  ["-decidedAt", { column: "decided_at", descending: true }],
  ["productId", { column: "product_id", descending: false }],
  ["amount", { column: "amount", descending: false }],
]);

export async function readDecisions(connection: Connection, query: URLSearchParams) {
  const orderId = integer(query, "orderId", Number.MAX_SAFE_INTEGER);
  const limit = integer(query, "limit", 1_000) ?? 100;
  const direction = directions.get(single(query, "sort") ?? "-decidedAt");
  if (direction === undefined) throw refuse("sort", `must be one of ${[...directions.keys()].join(", ")}`);

  const rows = await ask(
    connection,
    (sql) => sql`
      SELECT * FROM decision_analysis
      ${orderId === undefined ? sql`` : sql`WHERE order_id = ${orderId}`}
      ORDER BY ${sql(direction.column)} ${direction.descending ? sql`DESC` : sql`ASC`}, decision_id, product_id
      LIMIT ${limit}`,
  );
  return rows.map((row) => ({
    decisionId: row.decision_id,
    orderId: Number(row.order_id),
    warehouseId: row.warehouse_id,
    country: row.country,
    productId: Number(row.product_id),
    sector: row.sector,
    storageType: row.storage_type,
    amount: withoutTrailingZeros(row.amount),
    decidedAt: row.decided_at.toISOString(),
  }));
}

export async function readSummary(connection: Connection, query: URLSearchParams) {
  const warehouseId = integer(query, "warehouseId", Number.MAX_SAFE_INTEGER);
  const rows = await ask(
    connection,
    (sql) => sql`
      SELECT storage_type, count(DISTINCT decision_id)::integer AS decisions, count(*)::integer AS products, sum(amount) AS amount
      FROM decision_analysis
      ${warehouseId === undefined ? sql`` : sql`WHERE warehouse_id = ${warehouseId}::bigint`}
      GROUP BY storage_type
      ORDER BY storage_type`,
  );
  return rows.map(({ storage_type: storageType, decisions, products, amount }) => ({
    storageType,
    decisions,
    products,
    amount: withoutTrailingZeros(amount),
  }));
}

async function ask<T extends object[]>(connection: Connection, work: (sql: Sql) => Promise<T>): Promise<T> {
  return connection(work).catch((error) => {
    throw isProblem(error) || fateOf(error) !== "lost" ? error : problem(503, "Postgres does not answer");
  });
}

function single(query: URLSearchParams, name: string): string | undefined {
  const values = query.getAll(name);
  if (values.length > 1) throw refuse(name, "stands there twice");
  return values[0];
}

function integer(query: URLSearchParams, name: string, most: number): number | undefined {
  const written = single(query, name);
  if (written === undefined) return undefined;
  const number = /^[1-9]\d{0,15}$/.test(written) ? Number(written) : Number.NaN;
  if (!(number <= most)) throw refuse(name, `must be an integer from 1 to ${most}`);
  return number;
}

function withoutTrailingZeros(decimal: string): string {
  return decimal.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
}
