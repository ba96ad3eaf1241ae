import type { CheckContext, JudgeRedis } from "@picking-labs/test-kit";
import { EFFECT_LIMIT_MS } from "./waiting-order.ts";

/** Waits until the warehouse has this capacity. */
export async function capacityBecomes(
  t: CheckContext,
  redis: JudgeRedis,
  { warehouseId, capacity }: { warehouseId: number; capacity: number },
  circumstance: string,
): Promise<void> {
  const key = `warehouse:${warehouseId}:capacity`;
  let last = "";
  await t.eventually(
    async () => {
      const type = await redis.type(key);
      last = type === "string" ? `"${await redis.get(key)}"` : `a key of type ${type}`;
      return last === `"${capacity}"`;
    },
    () =>
      `${circumstance}, and ${EFFECT_LIMIT_MS / 1000} s later ${key} is ${last === "a key of type none" ? "not there" : last}. Promised is the string "${capacity}".`,
    { within: EFFECT_LIMIT_MS },
  );
}
