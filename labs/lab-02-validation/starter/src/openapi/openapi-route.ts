import type { FastifyPluginAsync } from "fastify";

/** For the people who call us. Written when the first version went out. */
const document = {
  openapi: "3.0.3",
  info: { title: "Picking-position engine", version: "1.0.0" },
  paths: {
    "/orders": {
      post: {
        summary: "Takes an order",
        requestBody: {
          required: true,
          content: {
            "application/json": {
              schema: {
                type: "object",
                required: ["orderId", "products"],
                properties: {
                  orderId: { type: "number" },
                  warehouseId: { type: "number" },
                  products: { type: "array", items: { type: "object" } },
                },
              },
            },
          },
        },
        responses: { 200: { description: "The order" } },
      },
    },
  },
};

export const openapiRoute: FastifyPluginAsync = async (server) => {
  server.get("/openapi.json", async () => document);
};
