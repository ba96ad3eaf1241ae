import type { FastifyBaseLogger, FastifyInstance } from "fastify";
import fp from "fastify-plugin";
import { Pool, type PoolConfig } from "pg";
import type { Config } from "../config.ts";

declare module "fastify" {
  interface FastifyInstance {
    /** `undefined` where no DATABASE_URL is set. */
    database: Database | undefined;
  }
}

/** Two pools of five connections together: a burst of writes never makes a reader wait, nor the other way round. */
export type Database = { reads: Pool; writes: Pool };

/** Milliseconds after which Postgres counts as silent. A reader hears 503 within 5 s, so its two waits share that time. */
const READS: PoolConfig = {
  max: 2,
  connectionTimeoutMillis: 2_000,
  query_timeout: 2_500,
  statement_timeout: 2_500,
};
const WRITES: PoolConfig = {
  max: 3,
  connectionTimeoutMillis: 3_000,
  query_timeout: 5_000,
  // The server's own limits: when this side gave up, a statement that waits for a lock, or a transaction without its client, must not live on.
  statement_timeout: 5_000,
  idle_in_transaction_session_timeout: 5_000,
};

/** Opens the pools and tries Postgres once. When it is away, the app listens all the same: connections are made when needed. */
export const database = fp(async (server: FastifyInstance, { databaseUrl }: Config) => {
  if (databaseUrl === undefined) return void server.decorate("database", undefined);

  const reads = openPool({ ...READS, connectionString: databaseUrl }, server.log);
  const writes = openPool({ ...WRITES, connectionString: databaseUrl }, server.log);
  server.decorate("database", { reads, writes });
  server.addHook("onClose", async () => void (await Promise.all([reads.end(), writes.end()])));

  await reads
    .query("SELECT 1")
    .catch((error: Error) => server.log.warn({ reason: error.message }, "Postgres is away"));
});

function openPool(options: PoolConfig, log: FastifyBaseLogger): Pool {
  const tell = ({ message }: Error) => log.warn({ reason: message }, "a connection to Postgres ended");
  const pool = new Pool({ ...options, keepAlive: true });
  // Clients and pools emit "error" when a connection ends and no statement is there to reject. Unheard, it ends the process.
  pool.on("connect", (client) => client.on("error", tell));
  pool.on("error", () => undefined);
  return pool;
}
