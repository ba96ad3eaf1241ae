import { type Order, WAREHOUSES } from "@picking-labs/domain";
import type { CheckContext, JudgeRedis } from "@picking-labs/test-kit";

/** For what is promised within 3 s; a busy machine gets more. */
export const EFFECT_LIMIT_MS = 10_000;

/** What Redis holds about an order. */
export type Waiting = {
  /** `undefined` when the hash has no field `data`, a text when it is not JSON. */
  data: unknown;
  /** Warehouse → score, for each of the tenant's warehouses whose sorted set has it. */
  scores: Record<number, number>;
};

export async function waitingOrder(redis: JudgeRedis, orderId: number): Promise<Waiting> {
  const warehouses = WAREHOUSES[redis.tenant];
  const [data, ...scores] = await Promise.all([
    redis.hget(`order:${orderId}`, "data"),
    ...warehouses.map((id) => redis.zscore(`warehouse:${id}:orders`, String(orderId))),
  ]);
  const found = warehouses.flatMap((id, index) => {
    const score = scores[index];
    return typeof score === "number" ? [[id, score]] : [];
  });
  return { data: data === null ? undefined : parse(data), scores: Object.fromEntries(found) };
}

/** Whether it is there exactly as this order, in both structures. */
export function isWaitingAs(order: Order, { data, scores }: Waiting): boolean {
  const [warehouse, ...others] = Object.entries(scores);
  if (warehouse === undefined || others.length > 0) return false;
  const [warehouseId, score] = warehouse;
  const moment = Date.parse(order.prioritizationTime) / 1000;
  return (
    Number(warehouseId) === order.warehouseId && Math.abs(score - moment) < 0.0005 && isSame(data, order)
  );
}

export const isGone = ({ data, scores }: Waiting) => data === undefined && Object.keys(scores).length === 0;

/**
 * Waits until Redis holds the order exactly so.
 * @param circumstance begins the failure: "CREATED of order 5 was published to cz"
 */
export async function waitsAs(
  t: CheckContext,
  redis: JudgeRedis,
  order: Order,
  circumstance: string,
  within = EFFECT_LIMIT_MS,
): Promise<void> {
  let last: Waiting = { data: undefined, scores: {} };
  await t.eventually(
    async () => {
      last = await waitingOrder(redis, order.orderId);
      return isWaitingAs(order, last);
    },
    () => `${circumstance}, and ${within / 1000} s later ${difference(order, last)}`,
    { within },
  );
}

/** Waits until nothing of the order is left. */
export async function isGoneFrom(
  t: CheckContext,
  redis: JudgeRedis,
  orderId: number,
  circumstance: string,
): Promise<void> {
  let last: Waiting = { data: undefined, scores: {} };
  await t.eventually(
    async () => {
      last = await waitingOrder(redis, orderId);
      return isGone(last);
    },
    () => `${circumstance}, and ${EFFECT_LIMIT_MS / 1000} s later ${whatIsLeft(orderId, last)}`,
    { within: EFFECT_LIMIT_MS },
  );
}

function whatIsLeft(orderId: number, { data, scores }: Waiting): string {
  const places = [
    ...(data === undefined ? [] : [`the hash order:${orderId}`]),
    ...Object.keys(scores).map((id) => `the sorted set warehouse:${id}:orders`),
  ];
  return `it is still in ${places.join(" and ")}.`;
}

function difference(order: Order, { data, scores }: Waiting): string {
  const { orderId, warehouseId, prioritizationTime } = order;
  if (data === undefined) return `the hash order:${orderId} has no field "data".`;
  if (typeof data === "string")
    return `the field "data" of order:${orderId} is no JSON: ${data.slice(0, 80)}`;
  if (!isSame(data, order)) return `the field "data" of order:${orderId} ${whatDiffers(order, data)}`;
  const score = scores[warehouseId];
  if (score === undefined)
    return `its id ${orderId} is no member of the sorted set warehouse:${warehouseId}:orders, though its hash is there.`;
  const others = Object.keys(scores).filter((id) => Number(id) !== warehouseId);
  if (others.length > 0)
    return `it is still a member of the sorted set warehouse:${others.join(", ")}:orders, too.`;
  return `its score in warehouse:${warehouseId}:orders is ${score}. Promised is ${Date.parse(prioritizationTime) / 1000}, ${prioritizationTime} in seconds.`;
}

/** The first key that has another value, with both values; the whole order would be too much to read. */
function whatDiffers(order: Order, data: unknown): string {
  if (typeof data !== "object" || data === null) return `is ${JSON.stringify(data)}, no order.`;
  const [stored, promised]: Record<string, unknown>[] = [data as Record<string, unknown>, order];
  const keys = [...new Set([...Object.keys(order), ...Object.keys(data)])];
  const key = keys.find((name) => sorted(stored?.[name]) !== sorted(promised?.[name])) ?? "";
  const told = (value: unknown) => (value === undefined ? `no ${key}` : `the ${key} ${sorted(value)}`);
  return `has ${told(stored?.[key])}. Promised is ${told(promised?.[key])}.`;
}

function isSame(data: unknown, order: Order): boolean {
  return sorted(data) === sorted(order);
}

/** JSON with keys in one order. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
