import type { Order } from "@picking-labs/domain";
import { orderSchema } from "./order-schema.ts";

/** What stands under an order's key is no order. */
class UnreadableOrder extends Error {
  readonly orderId: number;

  constructor(orderId: number, cause: unknown) {
    super(`what is stored of order ${orderId} cannot be read`, { cause });
    this.orderId = orderId;
  }
}

/** The stored text of an order. Others write it, too: it is parsed like any input. @throws UnreadableOrder */
export function parseOrder(orderId: number, data: string): Order {
  try {
    return orderSchema.parse(JSON.parse(data));
  } catch (error) {
    throw new UnreadableOrder(orderId, error);
  }
}
