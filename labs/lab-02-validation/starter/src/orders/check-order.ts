import { Refused } from "../http/index.ts";
import type { Order } from "./order.ts";

/** Refuses what is obviously wrong. */
export function checkOrder(order: Order): void {
  if (!Number(order.orderId)) throw new Refused("orderId is missing");
  if (!Number(order.warehouseId)) throw new Refused("warehouseId is missing");
  if (Number.isNaN(Date.parse(order.prioritizationTime))) throw new Refused("prioritizationTime is no date");
  if (order.products.length === 0) throw new Refused("an order needs products");
  for (const product of order.products) {
    if (!(product.amount > 0)) throw new Refused(`product ${product.productId} has no amount`);
  }
}
