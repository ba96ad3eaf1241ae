import type { Order } from "@picking-labs/domain";

/** What of an order is added up. */
export type Amounts = Pick<Order, "products">;

/** A decimal with at most three fraction digits as a whole number of thousandths. */
export function thousandths(decimal: string): bigint {
  const [whole = "0", fraction = ""] = decimal.split(".");
  return BigInt(whole) * 1000n + BigInt(fraction.padEnd(3, "0"));
}

/** The canonical text of a whole number of thousandths. */
function canonical(value: bigint): string {
  const fraction = String(value % 1000n)
    .padStart(3, "0")
    .replace(/0+$/, "");
  return fraction === "" ? String(value / 1000n) : `${value / 1000n}.${fraction}`;
}

/** What POST /orders/total is promised to answer. */
export function totalsOf(orders: readonly Amounts[]): { total: string; byProduct: Record<string, string> } {
  const sums = new Map<number, bigint>();
  for (const { productId, amount } of orders.flatMap(({ products }) => products))
    sums.set(productId, (sums.get(productId) ?? 0n) + thousandths(String(amount)));
  const total = [...sums.values()].reduce((sum, value) => sum + value, 0n);
  return {
    total: canonical(total),
    byProduct: Object.fromEntries([...sums].map(([id, sum]) => [id, canonical(sum)])),
  };
}
