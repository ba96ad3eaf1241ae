import type { Pool, QueryResultRow } from "pg";

/** The rows of one statement. */
export async function read<Row extends QueryResultRow>(pool: Pool, text: string): Promise<Row[]> {
  return (await pool.query<Row>(text)).rows;
}
