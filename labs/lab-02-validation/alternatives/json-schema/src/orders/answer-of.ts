import { Big } from "big.js";
import type { Order } from "./totals.ts";

/** An order in canonical form. What is not part of the answer is dropped on the way out. */
export const answerOf = (order: Order) => ({
  ...order,
  prioritizationTime: new Date(order.prioritizationTime).toISOString(),
  products: order.products.map((product) => ({
    ...product,
    amount: new Big(product.amount).toFixed(),
    positions: product.positions.map((position) => ({
      ...position,
      available: new Big(position.available).toFixed(),
    })),
  })),
});
