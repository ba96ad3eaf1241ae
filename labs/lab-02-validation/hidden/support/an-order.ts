import type { Order } from "@picking-labs/domain";
import { anOrder } from "@picking-labs/domain/generators";
import type { Random } from "@picking-labs/test-kit";
import type { JsonObject } from "./json.ts";

/** A valid order in canonical form: what is answered is what was sent. */
export function canonicalOrder(
  random: Random,
  shape: { products?: number; positions?: 1 | 2 | "mixed"; note?: string } = {},
): Order & JsonObject {
  const { note, ...rest } = shape;
  const order = anOrder(random, { products: 2, positions: 2, ...rest });
  return { ...order, ...(note === undefined ? {} : { note }) } as Order & JsonObject;
}

/** The answer that a valid order in canonical form is promised. */
export function answerTo({ orderId, prioritizationTime, note, products }: Order): unknown {
  return { orderId, prioritizationTime, ...(note === undefined ? {} : { note }), products };
}
