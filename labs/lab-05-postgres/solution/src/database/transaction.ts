import type { Pool, PoolClient } from "pg";
import { isLost } from "./loss.ts";

/** Runs `work` between BEGIN and COMMIT. When anything fails, nothing of it stays, and the client goes back in any case. */
export async function inTransaction(pool: Pool, work: (client: PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  let isClean = true;
  try {
    await client.query("BEGIN");
    await work(client);
    await client.query("COMMIT");
  } catch (error) {
    isClean = !isLost(error) && (await rollBack(client));
    throw error;
  } finally {
    // A client in an unknown state is closed instead of lent again; Postgres rolls back what it had begun.
    client.release(!isClean);
  }
}

async function rollBack(client: PoolClient): Promise<boolean> {
  return client.query("ROLLBACK").then(
    () => true,
    () => false,
  );
}
