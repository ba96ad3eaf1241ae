import { decide } from "@picking-labs/domain";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Report, Reporter } from "../reports/index.ts";
import { orderSchema } from "./order-schema.ts";

type Options = { reporter: Reporter };

const decision = z.object({ products: z.record(z.string(), z.string()) });

/** `POST /orders`: the caller hears the decision, and once that answer is out, the receiver of reports does. */
export const orderRoutes: FastifyPluginAsyncZod<Options> = async (server, { reporter }) => {
  server.decorateRequest("report");

  server.post(
    "/orders",
    {
      schema: { body: orderSchema, response: { 200: decision } },
      onResponse: async (request, reply) => {
        if (reply.statusCode === 200) reporter.send(request.getDecorator<Report>("report"));
      },
    },
    async (request) => {
      const report = { orderId: request.body.orderId, ...decide(request.body) };
      request.setDecorator<Report>("report", report);
      return report; // the declared response lets the decision pass, and nothing else
    },
  );
};
