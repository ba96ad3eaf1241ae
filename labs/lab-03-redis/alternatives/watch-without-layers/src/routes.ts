import { COUNTRIES, type Country, countryOf } from "@picking-labs/domain";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { changeOrder } from "./change-order.ts";
import { instant } from "./check/instant.ts";
import { orderSchema } from "./check/order-schema.ts";
import { log } from "./log.ts";
import { readOrder } from "./read-order.ts";
import { Refusal } from "./refusal.ts";
import type { Tenant } from "./tenant.ts";

type Path = { Params: { country: string; id: string } };

const digits = z.string().regex(/^[1-9]\d{0,3}$/);
const beforeQuery = z.object({
  country: z.string(),
  warehouseId: z.string(),
  time: instant,
  limit: digits.transform(Number).pipe(z.number().max(1000)).default(100),
});
const batchBody = z.object({ country: z.string(), orderIds: z.array(z.int().min(1)).min(1).max(500) });

/** Every route speaks to Redis itself. */
export function addRoutes(
  server: FastifyInstance,
  tenants: Map<Country, Tenant>,
  isDevelopment: boolean,
): void {
  server.get("/ping", async () => ({ status: "ok" }));

  if (isDevelopment)
    server.post("/process_order_without_decision", async ({ body }, reply) => {
      const order = check(orderSchema, body);
      await changeOrder(tenantOf(order.country), order.orderId, order);
      return reply.code(201).send({ orderId: order.orderId });
    });

  server.get<Path>("/get_orders/:country/:id", async ({ params: { country, id } }) => {
    const [tenant, warehouseId] = [tenantOf(country), warehouseOf(country, id)];
    const members = await tenant.ask((redis) =>
      redis.zrange(`warehouse:${warehouseId}:orders`, 0, "-1", "WITHSCORES"),
    );
    const orders = pairs(members).sort((one, other) => one.time - other.time || one.orderId - other.orderId);
    return {
      orders: orders.map(({ orderId, time }) => ({
        orderId,
        prioritizationTime: new Date(time).toISOString(),
      })),
    };
  });

  server.get<Path>("/get_order_data/:country/:id", async ({ params: { country, id } }) => {
    const [tenant, orderId] = [tenantOf(country), idOf(id)];
    const text = await tenant.ask((redis) => redis.hget(`order:${orderId}`, "data"));
    if (text === null) throw new Refusal(404, "no such order");
    const order = readOrder(orderId, text);
    if (!(order instanceof Error)) return order;
    log("error", order.message, { orderId });
    throw order;
  });

  server.get("/orders/before", async ({ query }) => {
    const { country, warehouseId, time, limit } = check(beforeQuery, query);
    const key = `warehouse:${warehouseOf(country, warehouseId)}:orders`;
    const score = Date.parse(time) / 1000;
    const found = await tenantOf(country).ask(async (redis) => {
      const nearest = await redis.zrevrangebyscore(key, `(${score}`, "-inf", "WITHSCORES", "LIMIT", 0, limit);
      const last = nearest.at(-1) ?? "0";
      const ties = await redis.zrangebyscore(key, last, last, "WITHSCORES");
      return new Map([...pairs(nearest), ...pairs(ties)].map((pair) => [pair.orderId, pair]));
    });
    const sorted = [...found.values()].sort(
      (one, other) => other.time - one.time || one.orderId - other.orderId,
    );
    return { orderIds: sorted.slice(0, limit).map(({ orderId }) => orderId) };
  });

  server.post("/orders/batch", async ({ body }) => {
    const { country, orderIds } = check(batchBody, body);
    const unique = [...new Set(orderIds)];
    const texts = await tenantOf(country).ask((redis) =>
      Promise.all(unique.map((orderId) => redis.hget(`order:${orderId}`, "data"))),
    );
    const orders = new Map(
      unique.map((orderId, index) => {
        const text = texts[index];
        const order = typeof text === "string" ? readOrder(orderId, text) : null;
        if (!(order instanceof Error)) return [orderId, order];
        log("error", order.message, { orderId });
        return [orderId, null];
      }),
    );
    return { orders: orderIds.map((orderId) => orders.get(orderId) ?? null) };
  });

  server.delete<Path>("/orders/:country/:id", async ({ params: { country, id } }, reply) => {
    const existed = await changeOrder(tenantOf(country), idOf(id), undefined);
    if (!existed) throw new Refusal(404, "no such order");
    return reply.code(204).send();
  });

  function tenantOf(country: string): Tenant {
    const tenant = tenants.get(COUNTRIES.find((known) => known === country) as Country);
    if (tenant === undefined) throw new Refusal(404, "no such country");
    return tenant;
  }
}

function warehouseOf(country: string, text: string): number {
  const id = idOf(text);
  if (countryOf(id) !== country) throw new Refusal(404, "no such warehouse there");
  return id;
}

function idOf(text: string): number {
  const id = Number(text);
  if (!/^[1-9]\d*$/.test(text) || !Number.isSafeInteger(id)) throw new Refusal(404, "no such thing");
  return id;
}

function check<T>(schema: z.ZodType<T>, value: unknown): T {
  const { success, data, error } = schema.safeParse(value);
  if (!success) throw new Refusal(422, error.message);
  return data;
}

/** Members and scores in turn; the time in milliseconds, rounded. */
function pairs(flat: string[]): { orderId: number; time: number }[] {
  const result: { orderId: number; time: number }[] = [];
  for (let index = 0; index < flat.length; index += 2)
    result.push({ orderId: Number(flat[index]), time: Math.round(Number(flat[index + 1]) * 1000) });
  return result;
}
