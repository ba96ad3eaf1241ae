import { type Country, type Order, WAREHOUSES } from "@picking-labs/domain";
import { type Connection, exec } from "../redis/index.ts";
import { momentOf, scoreOf } from "./moment-score.ts";
import { byScoreThenId, readScores, type Scored } from "./scored.ts";

const orderKey = (orderId: number) => `order:${orderId}`;
const warehouseKey = (warehouseId: number) => `warehouse:${warehouseId}:orders`;

export type OrderStore = ReturnType<typeof orderStore>;

/**
 * The waiting orders of one country. The hash of an order answers "what is in it", the sorted set of a warehouse answers "who
 * is before me"; both change in one transaction or not at all.
 */
export function orderStore(country: Country, { run }: Connection) {
  const warehouses: readonly number[] = WAREHOUSES[country];

  return {
    /**
     * Adds an order, or replaces the one with its id. Where that one waited is not asked: between question and answer another
     * process could move it. It is taken out of every other warehouse instead.
     */
    async add(order: Order): Promise<void> {
      await run((redis) => {
        const change = redis.multi().hset(orderKey(order.orderId), "data", JSON.stringify(order));
        for (const other of warehouses.filter((id) => id !== order.warehouseId))
          change.zrem(warehouseKey(other), order.orderId);
        change.zadd(
          warehouseKey(order.warehouseId),
          scoreOf(order.prioritizationTime),
          String(order.orderId),
        );
        return exec(change);
      });
    },

    /** False when there was no such order. After a loss "there is none" may be this very work, done before. */
    async remove(orderId: number): Promise<boolean> {
      return run(async (redis, losses) => {
        const change = redis.multi().del(orderKey(orderId));
        for (const warehouseId of warehouses) change.zrem(warehouseKey(warehouseId), orderId);
        const [removed] = await exec(change);
        return removed === 1 || losses > 0;
      });
    },

    /** The stored text of each order, null where there is none: one turn for all of them. */
    async read(orderIds: readonly number[]): Promise<(string | null)[]> {
      return run(async (redis) => {
        const questions = redis.pipeline();
        for (const orderId of orderIds) questions.hget(orderKey(orderId), "data");
        return (await exec(questions)) as (string | null)[];
      });
    },

    /** Every order that waits in the warehouse, the earliest first. */
    async waiting(warehouseId: number): Promise<{ orderId: number; prioritizationTime: string }[]> {
      const replies = await run((redis) => redis.zrange(warehouseKey(warehouseId), 0, "-1", "WITHSCORES"));
      return readScores(replies)
        .sort(byScoreThenId)
        .map(({ orderId, score }) => ({ orderId, prioritizationTime: momentOf(score) }));
    },

    /** The `limit` orders that are nearest before `time`, the nearest first. */
    async before(warehouseId: number, time: string, limit: number): Promise<number[]> {
      const key = warehouseKey(warehouseId);
      const found = await run(async (redis) => {
        const nearest = readScores(
          await redis.zrange(
            key,
            `(${scoreOf(time)}`,
            "-inf",
            "BYSCORE",
            "REV",
            "LIMIT",
            0,
            limit,
            "WITHSCORES",
          ),
        );
        const last = nearest.at(-1);
        if (last === undefined || nearest.length < limit) return nearest;
        // The limit may have cut through orders of one moment, and Redis cuts them by text, "9" before "10": so all of
        // that moment are fetched.
        const ties = readScores(await redis.zrange(key, last.text, last.text, "BYSCORE", "WITHSCORES"));
        return [...nearest.filter(({ text }) => text !== last.text), ...ties];
      });
      return found
        .sort((one, other) => other.score - one.score || one.orderId - other.orderId)
        .slice(0, limit)
        .map(({ orderId }: Scored) => orderId);
    },
  };
}
