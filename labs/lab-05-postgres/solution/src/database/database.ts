import type { FastifyBaseLogger } from "fastify";
import { Pool, type PoolConfig } from "pg";

/** Two pools of five connections together: a burst of writes never makes a reader wait, nor the other way round. */
export type Database = { reads: Pool; writes: Pool; close(): Promise<void> };

/** Milliseconds after which Postgres counts as silent. A reader hears 503 within 5 s, so its two waits share that time. */
const READS: PoolConfig = {
  max: 2,
  connectionTimeoutMillis: 2_000,
  query_timeout: 2_500,
  statement_timeout: 2_300,
};

const WRITES: PoolConfig = {
  max: 3,
  connectionTimeoutMillis: 3_000,
  query_timeout: 5_000,
  // Limits in Postgres itself, so that nothing lives on there after this side gave up: no statement that waits
  // for a lock (it ends a little earlier and leaves the connection usable), no transaction without its client.
  statement_timeout: 4_500,
  idle_in_transaction_session_timeout: 5_000,
};

/** Opens the pools and tries Postgres once. When it is away, that is a warning: connections are made when needed. */
export async function openDatabase(connectionString: string, log: FastifyBaseLogger): Promise<Database> {
  const reads = openPool({ ...READS, connectionString }, log);
  const writes = openPool({ ...WRITES, connectionString }, log);
  await reads
    .query("SELECT 1")
    .catch(({ message }: Error) => log.warn({ reason: message }, "Postgres is away"));
  return { reads, writes, close: async () => void (await Promise.all([reads.end(), writes.end()])) };
}

function openPool(options: PoolConfig, log: FastifyBaseLogger): Pool {
  const tell = ({ message }: Error) => log.warn({ reason: message }, "a connection to Postgres ended");
  const pool = new Pool({ ...options, keepAlive: true });
  // Clients and pools emit "error" when a connection ends and no statement is there to reject. Unheard, it ends the process.
  pool.on("connect", (client) => client.on("error", tell));
  pool.on("error", () => undefined);
  return pool;
}
