import type { RedisSurroundings } from "@picking-labs/contracts";
import { TENANTS, type Tenant } from "@picking-labs/contracts/tenants";
import { firstFreeDatabase } from "@picking-labs/contracts/workplaces";
import type { Redis } from "ioredis";
import { byTenant } from "../by-tenant.ts";
import { type CommandFlags, readCommandFlags } from "./command-kinds.ts";
import { connectRedis } from "./connect-redis.ts";

/** Hands out databases of the run's Redis that nobody else uses. */
export interface RedisKeeper {
  /** An empty database for each tenant. */
  take(): Promise<Record<Tenant, number>>;
  empty(databases: readonly number[]): Promise<void>;
  /** Empties them; from then on others may get them. */
  giveBack(databases: Record<Tenant, number>): Promise<void>;
  /** What this server says of its commands. */
  flags(): Promise<CommandFlags>;
}

/** Its connection opens with the first databases and closes when the last are given back. */
export function createRedisKeeper(place: RedisSurroundings): RedisKeeper {
  const first = firstFreeDatabase(place.databases);
  const free = Array.from(
    { length: Math.max(0, place.databaseCount - first) },
    (_none, index) => first + index,
  );
  let taken = 0;
  let client: Promise<Redis> | undefined;
  let flags: Promise<CommandFlags> | undefined;

  const connected = () => (client ??= connectRedis(place, 0));

  async function empty(databases: readonly number[]): Promise<void> {
    const transaction = (await connected()).multi();
    for (const database of databases) transaction.select(database).flushdb();
    const answers = await transaction.exec();
    const failed = answers?.find(([error]) => error !== null)?.[0];
    if (failed) throw failed;
  }

  return {
    async take() {
      if (free.length < TENANTS.length)
        throw new Error(`all ${place.databaseCount} databases of this Redis are in use`);
      const numbers = free.splice(0, TENANTS.length);
      taken += 1;
      return byTenant((_tenant, index) => numbers[index] as number);
    },
    empty,
    async giveBack(databases) {
      const numbers = Object.values(databases);
      await empty(numbers);
      free.push(...numbers);
      taken -= 1;
      if (taken > 0) return;
      const last = client;
      client = undefined;
      (await last)?.disconnect();
    },
    flags() {
      flags ??= connected().then(async (asked) => readCommandFlags(await asked.call("COMMAND")));
      return flags;
    },
  };
}
