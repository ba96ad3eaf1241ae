import { WAREHOUSES } from "@picking-labs/domain";
import { type CheckContext, check, type JudgeRedis } from "@picking-labs/test-kit";
import { addOrder } from "../support/add-order.ts";
import { orderKey, warehouseKey } from "../support/keys.ts";
import { waitingOrder } from "../support/waiting-order.ts";

check("order-stored", async (t) => {
  const [app, { cz }] = await Promise.all([t.sharedApp(), t.sharedRedis()]);
  for (const warehouseId of WAREHOUSES.cz) {
    const order = waitingOrder(t.random, { warehouseId });
    await addOrder(t, app, order);
    const { orderId } = order;
    t.equal(await storedData(t, cz, orderId), order, `The data of ${orderKey(orderId)}`);
    const set = warehouseKey(warehouseId);
    t.verify(
      (await typeOf(cz, set)) === "zset" && (await cz.zscore(set, String(orderId))) !== null,
      `Order ${orderId} of warehouse ${warehouseId} was added, and ${orderId} is no member of the sorted set ${set}.`,
    );
  }
});

async function storedData(t: CheckContext, redis: JudgeRedis, orderId: number): Promise<unknown> {
  const key = orderKey(orderId);
  const type = await typeOf(redis, key);
  if (type === "none")
    return t.fail(
      `Order ${orderId} of cz was added with 201, and there is no key ${key} in the Redis of cz.`,
    );
  if (type !== "hash") return t.fail(`${key} is of type ${type}, promised is a hash.`);
  const { data, ...others } = await redis.hgetall(key);
  if (data === undefined)
    return t.fail(
      `The hash ${key} has no field "data"; its fields are ${Object.keys(others).sort().join(", ")}.`,
    );
  try {
    return JSON.parse(data);
  } catch {
    return t.fail(`The field "data" of ${key} is no JSON: ${data.slice(0, 100)}`);
  }
}

const typeOf = (redis: JudgeRedis, key: string) => redis.type(key);
