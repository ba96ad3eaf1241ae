import type { FastifyPluginAsync } from "fastify";
import type { z } from "zod";
import { answerSchema, type OrderSchemas } from "../contract/index.ts";
import { totalsOf } from "./totals.ts";

type Options = { schemas: OrderSchemas };

export const orderRoutes: FastifyPluginAsync<Options> = async (server, { schemas }) => {
  server.post<{ Body: z.infer<OrderSchemas["order"]> }>(
    "/orders",
    { schema: { body: schemas.order, response: { 200: answerSchema } } },
    async ({ body }) => body,
  );

  server.post<{ Body: z.infer<OrderSchemas["totals"]> }>(
    "/orders/total",
    { schema: { body: schemas.totals } },
    async ({ body }) => totalsOf(body.orders),
  );
};
