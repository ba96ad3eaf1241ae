import type { Pool, QueryResultRow } from "pg";
import { ApiError } from "../http/index.ts";
import { isLost } from "./loss.ts";

/** The rows of one statement; a caller hears 503 when Postgres cannot be asked now. */
export async function read<Row extends QueryResultRow>(
  pool: Pool,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  try {
    return (await pool.query<Row>(text, values)).rows;
  } catch (error) {
    if (isLost(error)) throw new ApiError(503, "Postgres does not answer", { cause: error });
    throw error;
  }
}
