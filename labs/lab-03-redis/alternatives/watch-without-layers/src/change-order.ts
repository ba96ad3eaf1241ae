import { countryOf, type Order, WAREHOUSES } from "@picking-labs/domain";
import type { Redis } from "ioredis";
import { readOrder } from "./read-order.ts";
import type { Tenant } from "./tenant.ts";

/**
 * Puts an order in the place of whatever has its id, or takes that away. Watched from the look to the change: when somebody else
 * changes the order in between, nothing is done and all begins again.
 * @returns whether there was one before; after a lost connection nobody can say, and it is taken as true
 */
export function changeOrder(tenant: Tenant, orderId: number, order: Order | undefined): Promise<boolean> {
  const key = `order:${orderId}`;
  return tenant.write(async (redis, lost) => {
    for (;;) {
      await redis.watch(key);
      const [before, exists] = await Promise.all([redis.hget(key, "data"), redis.exists(key)]);
      const change = redis.multi();
      for (const warehouseId of warehousesOf(orderId, before, order))
        change.zrem(`warehouse:${warehouseId}:orders`, orderId);
      if (order === undefined) change.del(key);
      else {
        const score = Date.parse(order.prioritizationTime) / 1000;
        change.zadd(`warehouse:${order.warehouseId}:orders`, score, String(orderId));
        change.hset(key, { data: JSON.stringify(order) });
      }
      if (await committed(redis, change)) return exists === 1 || lost;
    }
  });
}

async function committed(_redis: Redis, change: ReturnType<Redis["multi"]>): Promise<boolean> {
  const replies = await change.exec();
  const failed = replies?.find(([error]) => error !== null)?.[0];
  if (failed) throw failed;
  return replies !== null;
}

/** Where it waited; all warehouses of the country when that cannot be read. */
function warehousesOf(orderId: number, before: string | null, order: Order | undefined): readonly number[] {
  const old = before === null ? undefined : readOrder(orderId, before);
  if (old instanceof Error || (old === undefined && order === undefined)) return ALL;
  if (old === undefined) return [];
  return order?.country === countryOf(old.warehouseId) || order === undefined ? [old.warehouseId] : ALL;
}

const ALL: readonly number[] = Object.values(WAREHOUSES).flat();
