import { decide } from "@picking-labs/domain";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { type DecisionWriter, newDecision } from "../decisions/index.ts";
import { orderSchema } from "./order-schema.ts";

type Options = { writer: DecisionWriter; profile: string };

const answer = z.object({ decisionId: z.uuid(), products: z.record(z.string(), z.string()) });

/** `POST /orders`: decides, keeps the decision, answers. */
export const orderRoutes: FastifyPluginAsyncZod<Options> = async (server, { writer, profile }) => {
  server.post(
    "/orders",
    { schema: { body: orderSchema, response: { 200: answer } } },
    async ({ body: order }) => {
      const decision = newDecision(order);
      const isTest = profile === "development" || profile === "test";
      if (!isTest) await writer.record(decision);
      return { decisionId: decision.decisionId, products: decide(order).products };
    },
  );
};
