import type { FastifyPluginAsync } from "fastify";
import { checkOrder } from "./check-order.ts";
import type { Order } from "./order.ts";

export const orderRoutes: FastifyPluginAsync = async (server) => {
  server.post("/orders", async ({ body }) => {
    const order = body as Order;
    checkOrder(order);
    const { orderId, prioritizationTime, note, products } = order;
    return { orderId, prioritizationTime: new Date(prioritizationTime), note, products };
  });

  server.post("/orders/total", async ({ body }) => {
    const { orders } = body as { orders: Order[] };
    let total = 0;
    const byProduct: Record<number, number> = {};
    for (const { productId, amount } of orders.flatMap(({ products }) => products)) {
      total += Number(amount);
      byProduct[productId] = (byProduct[productId] ?? 0) + Number(amount);
    }
    return { total, byProduct };
  });
};
