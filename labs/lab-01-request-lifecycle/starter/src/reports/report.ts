import type { Decision } from "@picking-labs/domain";

/** What the receiver hears of an order that was decided. */
export type Report = Decision & { orderId: number };
