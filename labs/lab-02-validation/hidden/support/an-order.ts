import type { Country, Order } from "@picking-labs/domain";
import { anOrder } from "@picking-labs/domain/generators";
import type { Random } from "@picking-labs/test-kit";
import type { JsonObject } from "./json.ts";

/**
 * A valid order in canonical form: what is answered is what was sent. Its decimals are below
 * 1000 and end in a fraction digit other than 0, so that how others are written is seen by the checks of amounts alone.
 */
export function canonicalOrder(
  random: Random,
  shape: { products?: number; positions?: 1 | 2 | "mixed"; country?: Country; note?: string } = {},
): Order & JsonObject {
  const { note, ...rest } = shape;
  const order = anOrder(random, { products: 2, positions: 2, ...rest });
  for (const product of order.products) {
    product.amount = fractional(product.amount);
    for (const position of product.positions) position.available = fractional(position.available);
  }
  return { ...order, ...(note === undefined ? {} : { note }) } as Order & JsonObject;
}

/** The answer that a valid order in canonical form is promised. */
export function answerTo({ orderId, prioritizationTime, note, products }: Order): unknown {
  return { orderId, prioritizationTime, ...(note === undefined ? {} : { note }), products };
}

function fractional(decimal: string): string {
  const [whole = "0", fraction = "5"] = decimal.split(".");
  return `${Number(whole.slice(-3))}.${fraction}`;
}
