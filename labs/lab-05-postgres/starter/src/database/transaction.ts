import type { Pool, PoolClient } from "pg";

/** Lends a client of the pool to `work`. A transaction would begin and end here. */
export async function inTransaction(pool: Pool, work: (client: PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  await work(client);
  client.release();
}
