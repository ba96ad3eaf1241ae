import type { Order } from "@picking-labs/domain";
import { orderSchema } from "./check/order-schema.ts";

/** The stored order, or the error that says why it is none. */
export function readOrder(orderId: number, text: string): Order | Error {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return new Error(`order ${orderId} is stored as something that is not JSON`);
  }
  const { success, data } = orderSchema.safeParse(value);
  return success ? data : new Error(`what is stored of order ${orderId} is not an order`);
}
