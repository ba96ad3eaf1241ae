import { type Country, type Order, WAREHOUSES, type Workload } from "@picking-labs/domain";
import type { Redis } from "ioredis";
import { type Command, transactions } from "../redis/index.ts";
import type { EngineEvent } from "./event.ts";

/** For how long an order that was picked or cancelled stays ended, whatever is still said about it. */
const ENDED_FOR_SECONDS = 24 * 60 * 60;
/** Half a millisecond, in seconds: scores are floats, and others may have rounded theirs in another way. */
const SAME_MOMENT = 0.0005;

export type EventStore = ReturnType<typeof eventStore>;

/** What one tenant's Redis knows about its waiting orders. */
export function eventStore(country: Country, redis: Redis) {
  const { change } = transactions(redis);

  /**
   * Carries an event out, whole or not at all. Events may come twice and in any order: the same events leave the same state.
   * @returns whether it changed anything; a stale one does not
   */
  function apply(event: EngineEvent): Promise<boolean> {
    switch (event.type) {
      case "CREATED":
      case "UPDATED":
        return put(event.order, event);
      case "PICKED":
      case "CANCELLED":
        return end(event.orderId, event);
      case "PREDICTED":
        return predict(event.warehouseId, event.capacity, event);
    }
  }

  function put(order: Order, { type, occurredAt }: Moment): Promise<boolean> {
    const [key, ended] = [orderKey(order.orderId), endedKey(order.orderId)];
    return change([key, ended], async (now) => {
      const [isEnded, latest] = await Promise.all([now.exists(ended), now.hget(key, "occurredAt")]);
      if (isEnded === 1 || isStale(occurredAt, latest)) return [];
      return [
        ["hset", key, "data", JSON.stringify(order), "occurredAt", occurredAt],
        ...leaveWarehouses(order.orderId),
        ["zadd", waitingKey(order.warehouseId), scoreOf(order), order.orderId],
        applied("orderId", order.orderId, { type, occurredAt }),
      ];
    });
  }

  /** Final: it counts whenever it happened, and nothing that happened before or after brings the order back. */
  function end(orderId: number, { type, occurredAt }: Moment): Promise<boolean> {
    const [key, ended] = [orderKey(orderId), endedKey(orderId)];
    return change([key, ended], async (now) => {
      if ((await now.exists(ended)) === 1) return [];
      return [
        ["set", ended, occurredAt, "EX", ENDED_FOR_SECONDS],
        ["del", key],
        ...leaveWarehouses(orderId),
        applied("orderId", orderId, { type, occurredAt }),
      ];
    });
  }

  function predict(warehouseId: number, capacity: number, { type, occurredAt }: Moment): Promise<boolean> {
    const predicted = predictedKey(warehouseId);
    return change([predicted], async (now) => {
      if (isStale(occurredAt, await now.get(predicted))) return [];
      return [
        ["set", capacityKey(warehouseId), capacity],
        ["set", predicted, occurredAt],
        applied("warehouseId", warehouseId, { type, occurredAt }),
      ];
    });
  }

  /** From whichever warehouse it waits in: a tenant has few, and what is stored may be somebody else's. */
  function leaveWarehouses(orderId: number): Command[] {
    return WAREHOUSES[country].map((warehouseId): Command => ["zrem", waitingKey(warehouseId), orderId]);
  }

  /** What the order's warehouse is busy with, the order itself left out. */
  async function workload(order: Order): Promise<Workload> {
    const before = scoreOf(order) - SAME_MOMENT;
    const [load, own, capacity] = await Promise.all([
      redis.zcount(waitingKey(order.warehouseId), "-inf", `(${before}`),
      redis.zscore(waitingKey(order.warehouseId), order.orderId),
      redis.get(capacityKey(order.warehouseId)),
    ]);
    const waitsItself = own !== null && Number(own) < before;
    return { load: waitsItself ? load - 1 : load, ...(capacity !== null && { capacity: Number(capacity) }) };
  }

  return { apply, workload };
}

type Moment = { type: EngineEvent["type"]; occurredAt: string };

const orderKey = (orderId: number) => `order:${orderId}`;
const waitingKey = (warehouseId: number) => `warehouse:${warehouseId}:orders`;
const capacityKey = (warehouseId: number) => `warehouse:${warehouseId}:capacity`;
const endedKey = (orderId: number) => `engine:ended:${orderId}`;
const predictedKey = (warehouseId: number) => `engine:predicted:${warehouseId}`;

/** Seconds since the epoch, milliseconds as fraction. */
const scoreOf = ({ prioritizationTime }: Order) => Date.parse(prioritizationTime) / 1000;

const isStale = (occurredAt: string, latest: string | null) => latest !== null && occurredAt <= latest;

const applied = (idName: "orderId" | "warehouseId", id: number, { type, occurredAt }: Moment): Command => [
  "xadd",
  "engine:applied",
  "*",
  ...[idName, id, "type", type, "occurredAt", occurredAt],
];
