import { Decimal } from "decimal.js";
import type { Decision, Order, Position, Product } from "./order.ts";

/** What the warehouse is busy with. */
export type Workload = {
  /** Orders of the warehouse that wait with an earlier priority time. */
  load?: number;
  /** Orders that the machines can take, as last predicted; `undefined` is unlimited. */
  capacity?: number;
};

/**
 * The position that a product is picked from. One position: that one. Two: the automated one when it holds enough and the
 * machines have capacity left; else the manual one when it holds enough; else the one that holds more, the manual one on a tie.
 */
export function choosePosition(
  { amount, positions }: Product,
  { load = 0, capacity }: Workload = {},
): Position {
  const [first, second] = positions;
  if (first === undefined) throw new RangeError("a product needs at least one position");
  if (second === undefined) return first;

  const [automated, manual] = first.storageType === "AUTOMATED" ? [first, second] : [second, first];
  const holdsEnough = ({ available }: Position) => new Decimal(available).gte(amount);
  const hasCapacity = capacity === undefined || load < capacity;

  if (holdsEnough(automated) && hasCapacity) return automated;
  if (holdsEnough(manual)) return manual;
  return new Decimal(automated.available).gt(manual.available) ? automated : manual;
}

/**
 * The rule of the engine, applied to every product of an order. It is a pure function: no clock, no service.
 *
 * @example decide(order, { load: 3, capacity: 10 }) // { products: { "77": "A-12" } }
 */
export function decide(order: Pick<Order, "products">, workload: Workload = {}): Decision {
  const chosen = order.products.map((product): [number, string] => [
    product.productId,
    choosePosition(product, workload).sector,
  ]);
  return { products: Object.fromEntries(chosen) };
}
