import { show } from "./decimal.ts";
import type { Order } from "./read-order.ts";

/** The exact sums of valid orders. */
export function totalsOf(orders: Order[]): { total: string; byProduct: Record<string, string> } {
  let total = 0n;
  const sums = new Map<number, bigint>();
  for (const product of orders.flatMap(({ products }) => products)) {
    const { productId = 0, amount = 0n } = product ?? {};
    total += amount;
    sums.set(productId, (sums.get(productId) ?? 0n) + amount);
  }
  return { total: show(total), byProduct: Object.fromEntries([...sums].map(([id, sum]) => [id, show(sum)])) };
}
