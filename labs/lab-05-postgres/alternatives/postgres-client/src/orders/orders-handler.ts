import { randomUUID } from "node:crypto";
import { choosePosition } from "@picking-labs/domain";
import type { Decision } from "../decisions/decision.ts";
import type { Handler } from "../http/serve.ts";
import { checkOrder } from "./check-order.ts";

/** Decides an order and hands the decision to `keep`, which must not make the caller wait. */
export function ordersHandler(keep: (decision: Decision) => void): Handler {
  return async ({ body }) => {
    const order = checkOrder(body);
    const decisionId = randomUUID();
    const decidedAt = new Date();
    const choices = order.products.map((product) => ({ product, chosen: choosePosition(product) }));

    const rows = choices
      .filter(({ product }) => product.positions.length > 1)
      .map(({ product, chosen }) => ({
        decision_id: decisionId,
        order_id: order.orderId,
        warehouse_id: order.warehouseId,
        country: order.country,
        product_id: product.productId,
        sector: chosen.sector,
        storage_type: chosen.storageType,
        amount: product.amount,
        decided_at: decidedAt,
      }));
    if (rows.length > 0) keep({ decisionId, orderId: order.orderId, decidedAt, rows });

    return {
      decisionId,
      products: Object.fromEntries(choices.map(({ product, chosen }) => [product.productId, chosen.sector])),
    };
  };
}
