import { decide } from "@picking-labs/domain";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { orderSchema } from "./order-schema.ts";

const answer = z.object({ products: z.record(z.string(), z.string()) });

/** `POST /orders`: which sector each product is picked from. */
export const orderRoutes: FastifyPluginAsyncZod = async (server) => {
  // As if nothing else waited and the machines could take everything.
  server.post(
    "/orders",
    { schema: { body: orderSchema, response: { 200: answer } } },
    async ({ body: order }) => decide(order),
  );
};
