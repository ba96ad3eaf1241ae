import { type Country, decide, type Order, type Workload } from "@picking-labs/domain";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { ApiError } from "../http/index.ts";
import { isErrorAnswer } from "../redis/index.ts";
import { orderSchema } from "./order-schema.ts";

type Options = { workloads: Map<Country, (order: Order) => Promise<Workload>> };

const answer = z.object({ products: z.record(z.string(), z.string()) });

/** `POST /orders`: a decision with what the warehouse is busy with right now. Nothing is stored. */
export const orderRoutes: FastifyPluginAsyncZod<Options> = async (server, { workloads }) => {
  server.post(
    "/orders",
    { schema: { body: orderSchema, response: { 200: answer } } },
    async ({ body: order }) => {
      const workload = await workloads.get(order.country)?.(order).catch(unavailable);
      return decide(order, workload);
    },
  );
};

function unavailable(error: unknown): never {
  if (isErrorAnswer(error)) throw error;
  throw new ApiError(503, "Redis does not answer", { cause: error });
}
