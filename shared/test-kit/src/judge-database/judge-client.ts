import type { SuiteContext } from "@picking-labs/contracts";
import pg, { type Client } from "pg";

export type PostgresPlace = NonNullable<SuiteContext["postgres"]>;

const CONNECT_LIMIT_MS = 10_000;
const STATEMENT_LIMIT_MS = 50_000;

/** A connected client of the judge. A session that is ended from outside shows at the next query, not as an uncaught error. */
export async function connectJudge({ host, port, judge }: PostgresPlace, database: string): Promise<Client> {
  const client = new pg.Client({
    host,
    port,
    ...judge,
    database,
    application_name: "judge",
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    statement_timeout: STATEMENT_LIMIT_MS,
    // Without this a slow statement of the judge could outlive the limit on the server's side alone.
    query_timeout: STATEMENT_LIMIT_MS + 1000,
  });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}
