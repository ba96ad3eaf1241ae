import { Big } from "big.js";

type Sent = string | number;
export type Order = {
  orderId: number;
  prioritizationTime: string;
  note?: string;
  products: {
    productId: number;
    amount: Sent;
    positions: { sector: string; storageType: string; available: Sent }[];
  }[];
};

/** The exact sum of all amounts, and of those of each product. */
export function totalsOf(orders: Order[]): { total: string; byProduct: Record<string, string> } {
  const byProduct = new Map<string, Big>();
  for (const { productId, amount } of orders.flatMap(({ products }) => products))
    byProduct.set(String(productId), (byProduct.get(String(productId)) ?? new Big(0)).plus(amount));
  const total = [...byProduct.values()].reduce((sum, each) => sum.plus(each), new Big(0));
  return {
    total: total.toFixed(),
    byProduct: Object.fromEntries([...byProduct].map(([id, sum]) => [id, sum.toFixed()])),
  };
}
