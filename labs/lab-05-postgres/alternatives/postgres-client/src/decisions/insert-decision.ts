import type { Connection } from "./connection.ts";
import type { Decision } from "./decision.ts";

/** One INSERT. A statement outside of BEGIN is a transaction of its own, so all of its rows are there or none. */
export async function insertDecision(connection: Connection, { rows }: Decision): Promise<void> {
  await connection((sql) => sql`INSERT INTO decision_analysis ${sql(rows)}`);
}
