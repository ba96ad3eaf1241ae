import type { RedisSurroundings } from "@picking-labs/contracts";
import { ENOUGH_WORKPLACES, workplacesIn } from "@picking-labs/contracts/workplaces";
import { Redis } from "ioredis";
import type { GraderError } from "../../errors.ts";
import { reach } from "../gateway/index.ts";
import type { ServiceRequest, StartedService } from "../provider.ts";
import { APP_COMMANDS, hashed, newRedisAccess, redisVersion } from "../redis/index.ts";
import { outsideFailed } from "./outside-failed.ts";
import { type RedisNames, redisNames, releaseRedis, takeRedis } from "./redis-lock.ts";
import { checkRedis } from "./redis-rights.ts";
import { readServiceUrl, type ServiceUrl } from "./service-url.ts";

const LIMIT_MS = 10_000;
/** Not the server itself: others keep it. */
const JUDGE_COMMANDS = ["+@all", "-@admin", "+client", "-flushall", "-swapdb"];
/** Functions are the whole server's, and would stay. */
const NO_FUNCTIONS = "-function";

/** A Redis that others keep and that is empty: all of its databases are the run's while it holds the lock, and empty again afterwards. */
export async function borrowRedis({
  signal,
  tell,
  onBegun,
}: ServiceRequest): Promise<StartedService<RedisSurroundings>> {
  const url = readServiceUrl("redis", process.env);
  await using cleanUp = new AsyncDisposableStack();
  const at = cleanUp.use(await reach(url));
  onBegun();
  const { version, databases } = await withClient(await connect(at, url, 0), checkRedis);
  signal.throwIfAborted();
  const session = await connect(at, url, databases - 1);
  cleanUp.defer(() => session.disconnect());
  const lost = new Promise<GraderError>((resolve) => {
    session.once("end", () => resolve(failed("closed the connection that the run depends on")));
  });
  const names = redisNames();
  await takeRedis(session, names);
  // Also what a failure in the middle leaves.
  cleanUp.defer(() => releaseRedis(session, names));
  const access = accessOf(at, names, databases - 1);
  const workplaces = workplacesIn(access);
  if (workplaces < ENOUGH_WORKPLACES)
    tell(
      `This Redis has ${databases} databases: ${workplaces === 1 ? "one check" : `${workplaces} checks`} at a time can have some of their own, so that checks take longer. With 128 they run side by side.`,
    );
  await makeUser(session, access.judge, JUDGE_COMMANDS);
  await makeUser(session, access.app, [...APP_COMMANDS, NO_FUNCTIONS]);
  signal.throwIfAborted();
  const ready = cleanUp.move();
  return {
    access,
    version,
    lacks: ["redis.server"],
    lost,
    async verify() {
      await redisVersion({ host: at.host, port: at.port, ...access.judge }).catch((cause) => {
        throw failed(`answers no more: ${cause.message}`, cause);
      });
    },
    [Symbol.asyncDispose]: () => ready.disposeAsync(),
  };
}

function accessOf(
  { host, port }: { host: string; port: number },
  { judge, app }: RedisNames,
  databaseCount: number,
): RedisSurroundings {
  const made = newRedisAccess({ host, port });
  return {
    ...made,
    judge: { ...made.judge, user: judge },
    app: { ...made.app, user: app },
    databaseCount,
  };
}

async function makeUser(
  session: Redis,
  { user, password }: { user: string; password: string },
  commands: readonly string[],
): Promise<void> {
  await session.call("ACL", "SETUSER", user, "reset", "on", hashed(password), "~*", "&*", ...commands);
}

async function connect(
  { host, port }: { host: string; port: number },
  { user, password }: ServiceUrl,
  db: number,
): Promise<Redis> {
  const client = new Redis({
    ...{ host, port, db, lazyConnect: true, retryStrategy: () => null },
    ...(user !== "" && { username: user }),
    ...(password !== "" && { password }),
    ...{ connectTimeout: LIMIT_MS, commandTimeout: LIMIT_MS, maxRetriesPerRequest: 0 },
    ...{ protocol: 2, disableClientInfo: true, enableReadyCheck: false },
  });
  let reason: Error | undefined;
  client.on("error", (error) => {
    reason ??= error;
  });
  try {
    await client.connect();
    await client.ping();
    return client;
  } catch (cause) {
    client.disconnect();
    const { message } = reason ?? (cause as Error);
    throw failed(`cannot be reached by PICKING_LABS_REDIS_URL: ${message}`, cause);
  }
}

async function withClient<T>(client: Redis, work: (client: Redis) => Promise<T>): Promise<T> {
  try {
    return await work(client);
  } finally {
    client.disconnect();
  }
}

const failed = (what: string, cause?: unknown) => outsideFailed("redis", what, cause);
