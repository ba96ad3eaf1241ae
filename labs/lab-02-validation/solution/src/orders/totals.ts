import { Decimal } from "decimal.js";

type Amounts = { products: { productId: number; amount: string }[] };

/** Sums may have more digits than the twenty that decimal.js keeps by default. */
const Exact = Decimal.clone({ precision: 40 });

/** The exact sum of all amounts, and of those of each product. */
export function totalsOf(orders: readonly Amounts[]): { total: string; byProduct: Record<string, string> } {
  const sums = new Map<number, Decimal>();
  let total = new Exact(0);
  for (const { productId, amount } of orders.flatMap(({ products }) => products)) {
    sums.set(productId, (sums.get(productId) ?? new Exact(0)).plus(amount));
    total = total.plus(amount);
  }
  const byProduct = [...sums].map(([productId, sum]) => [productId, sum.toFixed()] as const);
  return { total: total.toFixed(), byProduct: Object.fromEntries(byProduct) };
}
