import type { Order } from "@picking-labs/domain";
import type { Redis } from "ioredis";
import { type Command, transactions } from "../redis/index.ts";
import type { EngineEvent } from "./event.ts";

export type EventStore = ReturnType<typeof eventStore>;

/** What one tenant's Redis knows about its waiting orders. */
export function eventStore(redis: Redis) {
  const { change } = transactions(redis);

  /** Carries an event out. */
  function apply(event: EngineEvent): Promise<boolean> {
    return event.type === "PICKED" ? end(event) : put(event.order, event);
  }

  function put(order: Order, event: EngineEvent): Promise<boolean> {
    // The first argument is what must not change meanwhile. Nothing is read here, so there is nothing to watch, yet.
    return change([orderKey(order.orderId)], async () => [
      ["hset", orderKey(order.orderId), "data", JSON.stringify(order)],
      ["zadd", waitingKey(order.warehouseId), scoreOf(order), order.orderId],
      applied("orderId", order.orderId, event),
    ]);
  }

  function end(event: Extract<EngineEvent, { type: "PICKED" }>): Promise<boolean> {
    return change([orderKey(event.orderId)], async () => [
      ["zrem", waitingKey(event.warehouseId), event.orderId],
      applied("orderId", event.orderId, event),
    ]);
  }

  return { apply };
}

const orderKey = (orderId: number) => `order:${orderId}`;
const waitingKey = (warehouseId: number) => `warehouse:${warehouseId}:orders`;

/** Seconds since the epoch, milliseconds as fraction. */
const scoreOf = ({ prioritizationTime }: Order) => Date.parse(prioritizationTime) / 1000;

const applied = (
  idName: "orderId" | "warehouseId",
  id: number,
  { type, occurredAt }: { type: string; occurredAt: string },
): Command => ["xadd", "engine:applied", "*", ...[idName, id, "type", type, "occurredAt", occurredAt]];
