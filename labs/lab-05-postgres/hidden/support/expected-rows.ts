import { choosePosition, type Order } from "@picking-labs/domain";
import type { StoredRow } from "./stored-rows.ts";

export type ExpectedRow = Omit<StoredRow, "decidedAt" | "transaction" | "statement">;

/** The rows that one decision on `order` brings, by product id. */
export function expectedRows(order: Order, decisionId: string): ExpectedRow[] {
  return order.products
    .filter(({ positions }) => positions.length === 2)
    .map((product) => {
      const { sector, storageType } = choosePosition(product);
      return {
        decisionId,
        orderId: String(order.orderId),
        warehouseId: String(order.warehouseId),
        country: order.country,
        productId: String(product.productId),
        sector,
        storageType,
        amount: product.amount,
      };
    })
    .sort((one, other) => Number(one.productId) - Number(other.productId));
}
