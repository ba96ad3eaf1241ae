import type { Order } from "@picking-labs/domain";
import type { Redis } from "ioredis";

export type OrderStore = ReturnType<typeof orderStore>;

/** The waiting orders of one country. */
export function orderStore(redis: Redis) {
  return {
    async add(order: Order): Promise<void> {
      await redis.hset(`order:${order.orderId}`, "data", JSON.stringify(order));
      await redis.zadd(
        `warehouse:${order.warehouseId}:orders`,
        Date.parse(order.prioritizationTime),
        String(order.orderId),
      );
    },

    /** Whether there was such an order. */
    async remove(_orderId: number): Promise<boolean> {
      return false; // nobody has asked for it so far
    },

    async read(orderId: number): Promise<Order> {
      const { data = "{}" } = await redis.hgetall(`order:${orderId}`);
      return JSON.parse(data);
    },

    async readMany(orderIds: readonly number[]): Promise<(Order | null)[]> {
      const orders: Order[] = [];
      for (const orderId of orderIds) orders.push(await this.read(orderId));
      return orders;
    },

    /** Every order that waits in the warehouse. */
    async waiting(warehouseId: number): Promise<{ orderId: number; prioritizationTime: string }[]> {
      const orders: Order[] = [];
      for (const key of await redis.keys("order:*")) orders.push(await this.read(Number(key.split(":")[1])));
      return orders
        .filter((order) => order.warehouseId === warehouseId)
        .map(({ orderId, prioritizationTime }) => ({ orderId, prioritizationTime }))
        .sort((one, other) => one.prioritizationTime.localeCompare(other.prioritizationTime));
    },

    /** The orders that are before `time`. */
    async before(warehouseId: number, time: string, limit: number): Promise<number[]> {
      const orders = await this.waiting(warehouseId);
      return orders
        .filter(({ prioritizationTime }) => prioritizationTime <= time)
        .map(({ orderId }) => orderId)
        .slice(0, limit);
    },
  };
}
