import { randomUUID } from "node:crypto";
import { type Country, choosePosition, type Order, type StorageType } from "@picking-labs/domain";

/** One order decided once, with what analysts want to know of it. Posting the order again makes another one. */
export type DecisionRecord = {
  decisionId: string;
  orderId: number;
  warehouseId: number;
  country: Country;
  decidedAt: Date;
  products: { productId: number; sector: string; storageType: StorageType; amount: string }[];
};

export function newDecision(order: Order): DecisionRecord {
  return {
    decisionId: randomUUID(),
    orderId: order.orderId,
    warehouseId: order.warehouseId,
    country: order.country,
    decidedAt: new Date(),
    products: order.products.map((product) => {
      const { sector, storageType } = choosePosition(product);
      return { productId: product.productId, sector, storageType, amount: product.amount };
    }),
  };
}
