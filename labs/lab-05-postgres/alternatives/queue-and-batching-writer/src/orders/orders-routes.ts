import { randomUUID } from "node:crypto";
import { choosePosition } from "@picking-labs/domain";
import type { FastifyPluginAsync } from "fastify";
import type { Writer } from "../decisions/writer.ts";
import { type OrderBody, orderBody } from "./order-body.ts";
import { readOrder } from "./read-order.ts";

export const ordersRoutes: FastifyPluginAsync<{ writer: Writer }> = async (server, { writer }) => {
  server.post<{ Body: OrderBody }>("/orders", { schema: { body: orderBody } }, async ({ body }) => {
    const { orderId, warehouseId, country, products } = readOrder(body);
    const decisionId = randomUUID();
    const chosen = products.map((product) => ({ product, position: choosePosition(product) }));

    const rows = chosen
      .filter(({ product: { positions } }) => positions.length === 2)
      .map(({ product: { productId, amount }, position: { sector, storageType } }) => ({
        product_id: productId,
        sector,
        storage_type: storageType,
        amount,
      }));
    if (rows.length > 0)
      writer.add({ decisionId, orderId, warehouseId, country, decidedAt: Date.now(), rows });

    return {
      decisionId,
      products: Object.fromEntries(
        chosen.map(({ product, position }) => [product.productId, position.sector]),
      ),
    };
  });
};
