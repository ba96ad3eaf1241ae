import { COUNTRIES, type Country, type Order } from "@picking-labs/domain";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { ApiError } from "../http/index.ts";
import type { Tenants } from "../redis/index.ts";
import { findCountry, findOrderId, findWarehouse } from "./find.ts";
import { batchBody, beforeQuery, orderPath, warehousePath } from "./order-requests.ts";
import { orderSchema } from "./order-schema.ts";
import { type OrderStore, orderStore } from "./order-store.ts";
import { parseOrder, UnreadableOrder } from "./stored-order.ts";

type Options = { tenants: Tenants; isDevelopment: boolean };

/** Orders that wait: in, out, and every question about them. */
export const orderRoutes: FastifyPluginAsyncZod<Options> = async (server, { tenants, isDevelopment }) => {
  const stores = Object.fromEntries(
    COUNTRIES.map((country) => [country, orderStore(country, tenants[country])]),
  ) as Record<Country, OrderStore>;

  if (isDevelopment)
    server.post(
      "/process_order_without_decision",
      { schema: { body: orderSchema } },
      async ({ body: order }, reply) => {
        await stores[order.country].add(order);
        return reply.code(201).send({ orderId: order.orderId });
      },
    );

  server.get(
    "/get_orders/:country/:warehouseId",
    { schema: { params: warehousePath } },
    async ({ params }) => {
      const country = findCountry(params.country);
      return { orders: await stores[country].waiting(findWarehouse(country, params.warehouseId)) };
    },
  );

  server.get("/get_order_data/:country/:orderId", { schema: { params: orderPath } }, async ({ params }) => {
    const country = findCountry(params.country);
    const orderId = findOrderId(params.orderId);
    const [data] = await stores[country].read([orderId]);
    if (typeof data !== "string") throw new ApiError(404, "there is no such order");
    return parseOrder(orderId, data);
  });

  server.get("/orders/before", { schema: { querystring: beforeQuery } }, async ({ query }) => {
    const country = findCountry(query.country);
    const warehouseId = findWarehouse(country, query.warehouseId);
    return { orderIds: await stores[country].before(warehouseId, query.time, query.limit) };
  });

  server.post("/orders/batch", { schema: { body: batchBody } }, async ({ body, log }) => {
    const texts = await stores[findCountry(body.country)].read(body.orderIds);
    return { orders: body.orderIds.map((orderId, index) => readable(orderId, texts[index] ?? null)) };

    function readable(orderId: number, data: string | null): Order | null {
      if (data === null) return null;
      try {
        return parseOrder(orderId, data);
      } catch (error) {
        if (!(error instanceof UnreadableOrder)) throw error;
        log.error({ orderId }, error.message);
        return null;
      }
    }
  });

  server.delete("/orders/:country/:orderId", { schema: { params: orderPath } }, async ({ params }, reply) => {
    const removed = await stores[findCountry(params.country)].remove(findOrderId(params.orderId));
    if (!removed) throw new ApiError(404, "there is no such order");
    return reply.code(204).send();
  });
};
