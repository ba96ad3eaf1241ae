import type { Order } from "@picking-labs/domain";
import type { JudgeRedis } from "@picking-labs/test-kit";
import { orderKey, warehouseKey } from "./keys.ts";

/** Hash and set of each order, as another process of the engine would have written them: all in one go. */
export async function placeOrders(redis: JudgeRedis, orders: readonly Order[]): Promise<void> {
  const words = orders.flatMap((order) => [
    orderKey(order.orderId),
    JSON.stringify(order),
    warehouseKey(order.warehouseId),
    Date.parse(order.prioritizationTime) / 1000,
    order.orderId,
  ]);
  await redis.call("EVAL", PLACE, 0, ...words);
}

const PLACE = `
  for i = 1, #ARGV, 5 do
    redis.call("HSET", ARGV[i], "data", ARGV[i + 1])
    redis.call("ZADD", ARGV[i + 2], ARGV[i + 3], ARGV[i + 4])
  end`;

/** Takes the order out of these sets and puts it where it now stands: what another process does, at once. */
export async function moveOrder(redis: JudgeRedis, order: Order, sets: readonly string[]): Promise<void> {
  const { orderId, prioritizationTime, warehouseId } = order;
  const score = Date.parse(prioritizationTime) / 1000;
  const words = [orderKey(orderId), orderId, JSON.stringify(order), warehouseKey(warehouseId), score];
  await redis.call("EVAL", MOVE, sets.length, ...sets, ...words);
}

const MOVE = `
  for _, set in ipairs(KEYS) do redis.call("ZREM", set, ARGV[2]) end
  redis.call("HSET", ARGV[1], "data", ARGV[3])
  redis.call("ZADD", ARGV[4], ARGV[5], ARGV[2])`;

/** Takes the order away altogether, at once. */
export async function takeOrder(redis: JudgeRedis, orderId: number, sets: readonly string[]): Promise<void> {
  await redis.call("EVAL", TAKE, sets.length, ...sets, orderKey(orderId), orderId);
}

const TAKE = `
  for _, set in ipairs(KEYS) do redis.call("ZREM", set, ARGV[2]) end
  redis.call("DEL", ARGV[1])`;
