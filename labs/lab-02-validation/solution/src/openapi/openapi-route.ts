import type { FastifyPluginAsync } from "fastify";
import { z } from "zod";
import { answerSchema, type OrderSchemas } from "../contract/index.ts";

const content = (schema: z.ZodType, io: "input" | "output") => {
  const { $schema: _, ...jsonSchema } = z.toJSONSchema(schema, { io });
  return { "application/json": { schema: jsonSchema } };
};

/** The document of this app, made from the schemas that it runs on. */
export const openapiRoute: FastifyPluginAsync<{ schemas: OrderSchemas }> = async (server, { schemas }) => {
  const document = {
    openapi: "3.1.0",
    info: { title: "Picking-position engine", version: "1.0.0" },
    paths: {
      "/orders": {
        post: {
          summary: "Takes an order",
          requestBody: { required: true, content: content(schemas.order, "input") },
          responses: {
            200: { description: "The order as it was understood", content: content(answerSchema, "output") },
            422: { description: "Every issue, with path and code" },
          },
        },
      },
      "/orders/total": {
        post: {
          summary: "Adds the amounts of orders",
          requestBody: { required: true, content: content(schemas.totals, "input") },
          responses: { 200: { description: "The total and the total of each product" } },
        },
      },
    },
  };
  server.get("/openapi.json", async () => document);
};
