import type { RedisSurroundings } from "@picking-labs/contracts";
import type { Redis } from "ioredis";

const CONNECT_LIMIT_MS = 10_000;
const COMMAND_LIMIT_MS = 10_000;

/** A connected client of the judge. It never connects again by itself: a server that is lost shows at the next command. */
export async function connectRedis(
  { host, port, judge }: RedisSurroundings,
  database: number,
): Promise<Redis> {
  // Only labs with a Redis load its client.
  const { Redis: Client } = await import("ioredis");
  const client = new Client({
    host,
    port,
    username: judge.user,
    password: judge.password,
    db: database,
    protocol: 2,
    connectionName: "judge",
    lazyConnect: true,
    connectTimeout: CONNECT_LIMIT_MS,
    commandTimeout: COMMAND_LIMIT_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
    disableClientInfo: true,
    enableReadyCheck: false,
  });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}
