import { decide, type Product } from "@picking-labs/domain";
import type { FastifyInstance } from "fastify";

type Order = { orderId: number; products: Product[] };

const filled = (items: object) => ({ type: "array", minItems: 1, items });

const body = {
  type: "object",
  required: ["orderId", "products"],
  properties: {
    orderId: { type: "integer" },
    products: filled({
      type: "object",
      required: ["productId", "amount", "positions"],
      properties: { positions: filled({ type: "object", required: ["sector", "storageType", "available"] }) },
    }),
  },
};

export async function orderRoutes(server: FastifyInstance) {
  server.post<{ Body: Order }>("/orders", { schema: { body } }, (request, reply) => {
    const { products } = decide(request.body);
    reply.raw.once("finish", () => server.reports.add({ orderId: request.body.orderId, products }));
    reply.send({ products });
  });
}
