import { decide } from "@picking-labs/domain";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { Reporter } from "../reports/index.ts";
import { orderSchema } from "./order-schema.ts";
import { score } from "./score.ts";

type Options = { reporter: Reporter };

/** `POST /orders`: decides, reports, answers. */
export const orderRoutes: FastifyPluginAsyncZod<Options> = async (server, { reporter }) => {
  server.post("/orders", { schema: { body: orderSchema } }, async ({ body: order }) => {
    const decision = decide(order);
    await reporter.send({ ...order, ...decision });
    return { ...decision, score: score(decision) };
  });
};
