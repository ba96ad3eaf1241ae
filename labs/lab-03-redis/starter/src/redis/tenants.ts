import type { Country } from "@picking-labs/domain";
import { Redis } from "ioredis";

export type Tenants = Record<Country, Redis>;

/** The Redis of each country. One connection does for all of them: ids do not repeat, so why open five? */
export async function openTenants(urls: Record<Country, string>): Promise<Tenants> {
  const redis = new Redis(urls.cz, {
    enableOfflineQueue: false, // an error at once is better than a caller who waits
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    retryStrategy: () => 10, // be back soon
    lazyConnect: true,
  });
  redis.on("error", () => undefined);
  await redis.connect();
  return { at: redis, cz: redis, de: redis, hu: redis, ro: redis };
}
