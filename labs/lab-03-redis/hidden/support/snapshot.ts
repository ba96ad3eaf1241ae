import type { Country, Order } from "@picking-labs/domain";
import type { JudgeRedis } from "@picking-labs/test-kit";
import { orderKey, setsOf, warehouseKey } from "./keys.ts";

/** What both structures said of one order at one moment. */
export type Snapshot = {
  orderId: number;
  /** The field `data`; null when the hash has none. */
  data: string | null;
  exists: boolean;
  /** Key of a set → score of the order in it, for those sets that it stands in. */
  scores: Record<string, number>;
};

/** Both structures, read at once. */
export async function snapshot(redis: JudgeRedis, country: Country, orderId: number): Promise<Snapshot> {
  const sets = setsOf(country);
  const answer = await redis.call("EVAL", LOOK, sets.length, ...sets, orderKey(orderId), orderId);
  const [exists, data, ...scores] = answer as [number, string, ...string[]];
  return {
    orderId,
    exists: exists === 1,
    data: data === "" ? null : data,
    scores: Object.fromEntries(
      sets.flatMap((set, index) => (scores[index] === "" ? [] : [[set, Number(scores[index])]])),
    ),
  };
}

const LOOK = `
  local answer = { redis.call("EXISTS", ARGV[1]), redis.call("HGET", ARGV[1], "data") or "" }
  for _, set in ipairs(KEYS) do
    answer[#answer + 1] = redis.call("ZSCORE", set, ARGV[2]) or ""
  end
  return answer`;

/** In one sentence, what is wrong with it; undefined when hash and sets agree. */
export function disagreement({ orderId, data, exists, scores }: Snapshot): string | undefined {
  const sets = Object.keys(scores);
  const [first, second] = sets;
  if (second !== undefined) return `order ${orderId} waits in ${sets.join(" and in ")}`;
  if (data === null && first !== undefined)
    return `${orderKey(orderId)} has no data, and ${orderId} is a member of ${first}`;
  if (exists && first === undefined)
    return `${orderKey(orderId)} is there, and ${orderId} is a member of no warehouse's set`;
  if (data === null || first === undefined) return undefined;
  const order = readable(data);
  if (order === undefined) return `the data of ${orderKey(orderId)} are still unreadable`;
  const home = warehouseKey(Number(order.warehouseId));
  if (home !== first)
    return `the data of ${orderKey(orderId)} say warehouse ${order.warehouseId}, and ${orderId} is a member of ${first}`;
  const time = String(order.prioritizationTime);
  if (!isScoreOf(scores[first] ?? 0, time))
    return `the data of ${orderKey(orderId)} say ${time}, which is the score ${Date.parse(time) / 1000}, and its score in ${first} is ${scores[first]}`;
  return undefined;
}

/** In whatever unit: that it is seconds, with a fraction, is the matter of one check alone. */
function isScoreOf(score: number, time: string): boolean {
  const ms = Date.parse(time);
  return [ms, ms / 1000, Math.floor(ms / 1000), Math.round(ms / 1000)].some(
    (fitting) => Math.abs(score - fitting) < HALF_A_MILLISECOND,
  );
}

/** In seconds. */
export const HALF_A_MILLISECOND = 0.0005;

/** Whether hash and set hold exactly this order; undefined stands for none. */
export function holds(seen: Snapshot, order: Order | undefined): boolean {
  if (order === undefined) return !seen.exists && Object.keys(seen.scores).length === 0;
  if (seen.data === null || disagreement(seen) !== undefined) return false;
  const data = readable(seen.data) ?? {};
  return (
    data.warehouseId === order.warehouseId &&
    Date.parse(String(data.prioritizationTime)) === Date.parse(order.prioritizationTime) &&
    data.products?.[0]?.productId === order.products[0]?.productId
  );
}

/** What is there, for a sentence that ends with it. */
export function described(seen: Snapshot): string {
  const wrong = disagreement(seen);
  if (wrong !== undefined) return wrong;
  if (seen.data === null) return `nothing is there of order ${seen.orderId}`;
  const [set] = Object.keys(seen.scores);
  return `order ${seen.orderId} of ${readable(seen.data)?.prioritizationTime} is a member of ${set}`;
}

export const isSame = (one: Snapshot, other: Snapshot): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

function readable(data: string): Partial<Order> | undefined {
  try {
    const order: unknown = JSON.parse(data);
    return typeof order === "object" && order !== null ? order : undefined;
  } catch {
    return undefined;
  }
}
