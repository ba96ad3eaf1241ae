import type { Product } from "@picking-labs/domain";
import { Refusal } from "./refusal.ts";

/** What the rule reads of an order; the rest is taken as given. */
export type OrderToDecide = { orderId: number; products: Product[] };

export function readOrder(body: unknown): OrderToDecide {
  const { orderId, products } = Object(body);
  if (!Number.isSafeInteger(orderId)) refuse("orderId is an integer");
  if (!isFilledList(products)) refuse("an order has at least one product");
  for (const product of products)
    if (!isFilledList(Object(product).positions)) refuse("a product has at least one position");
  return { orderId, products };
}

function isFilledList(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}

function refuse(message: string): never {
  throw new Refusal(422, "validation_failed", message);
}
