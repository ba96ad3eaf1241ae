import { COUNTRIES, type Country, countryOf, type Order } from "@picking-labs/domain";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { ApiError } from "../http/index.ts";
import { batchBody, beforeQuery, orderPath, warehousePath } from "./order-requests.ts";
import { orderSchema } from "./order-schema.ts";
import { parseOrder } from "./stored-order.ts";
import type { WaitingOrders } from "./waiting-orders.ts";

type Options = { countries: Map<string, WaitingOrders>; isDevelopment: boolean };

export const orderRoutes: FastifyPluginAsyncZod<Options> = async (server, { countries, isDevelopment }) => {
  const of = (country: string) => countries.get(country) ?? missing("country");
  const warehouse = (country: string, text: string) => {
    const id = Number(text);
    return String(id) === text && countryOf(id) === country ? id : missing("warehouse");
  };
  const id = (text: string) => {
    const value = Number(text);
    return String(value) === text && Number.isSafeInteger(value) && value > 0 ? value : missing("order");
  };

  if (isDevelopment)
    server.post(
      "/process_order_without_decision",
      { schema: { body: orderSchema } },
      async ({ body }, reply) => {
        await of(body.country).put(body);
        reply.code(201);
        return { orderId: body.orderId };
      },
    );

  server.get(
    "/get_orders/:country/:warehouseId",
    { schema: { params: warehousePath } },
    async ({ params }) => {
      const orders = of(params.country);
      return { orders: await orders.inOrder(warehouse(params.country, params.warehouseId)) };
    },
  );

  server.get("/get_order_data/:country/:orderId", { schema: { params: orderPath } }, async ({ params }) => {
    const orderId = id(params.orderId);
    const [text] = await of(params.country).texts([orderId]);
    return typeof text === "string" ? parseOrder(orderId, text) : missing("order");
  });

  server.get("/orders/before", { schema: { querystring: beforeQuery } }, async ({ query }) => {
    const orders = of(query.country);
    const warehouseId = warehouse(query.country, query.warehouseId);
    return { orderIds: await orders.before(warehouseId, query.time, query.limit) };
  });

  server.post(
    "/orders/batch",
    { schema: { body: batchBody } },
    async ({ body: { country, orderIds }, log }) => {
      const texts = await of(country).texts(orderIds);
      const told = new Set<number>();
      return {
        orders: texts.map((text, index): Order | null => {
          const orderId = orderIds[index] ?? 0;
          if (text === null) return null;
          try {
            return parseOrder(orderId, text);
          } catch {
            if (!told.has(orderId)) log.error({ orderId }, "stored order cannot be read");
            told.add(orderId);
            return null;
          }
        }),
      };
    },
  );

  server.delete("/orders/:country/:orderId", { schema: { params: orderPath } }, async ({ params }, reply) => {
    if (!(await of(params.country).takeAway(id(params.orderId)))) missing("order");
    reply.code(204).send();
  });
};

function missing(what: string): never {
  throw new ApiError(404, `there is no such ${what}`);
}

export function countriesOf(make: (country: Country) => WaitingOrders): Map<string, WaitingOrders> {
  return new Map(COUNTRIES.map((country) => [country, make(country)]));
}
