import { decide } from "@picking-labs/domain";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { type DecisionWriter, newDecision } from "../decisions/index.ts";
import { orderSchema } from "./order-schema.ts";

type Options = { writer: DecisionWriter };

const answer = z.object({ decisionId: z.uuid(), products: z.record(z.string(), z.string()) });

/** `POST /orders`: the caller hears the decision at once; the record of it is written beside the request. */
export const orderRoutes: FastifyPluginAsyncZod<Options> = async (server, { writer }) => {
  server.post(
    "/orders",
    { schema: { body: orderSchema, response: { 200: answer } } },
    async ({ body: order }) => {
      const decision = newDecision(order);
      writer.record(decision);
      return { decisionId: decision.decisionId, products: decide(order).products };
    },
  );
};
