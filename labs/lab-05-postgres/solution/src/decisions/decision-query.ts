import { z } from "zod";

/** An id in a query string: digits of an integer from 1 to 2^53 − 1. */
const idText = z
  .string()
  .regex(/^[1-9]\d{0,15}$/, "write an integer")
  .transform(Number)
  .pipe(z.int());

/** The orders that a caller may ask for, each with the SQL it stands for: only these texts ever reach a statement. */
export const SORTS = {
  decidedAt: "decided_at ASC",
  "-decidedAt": "decided_at DESC",
  productId: "product_id ASC",
  // With its table: a bare "amount" is the text that SELECT makes of it, and "10" comes before "9" there.
  amount: "decision_analysis.amount ASC",
} as const;

export type Sort = keyof typeof SORTS;

export const decisionQuery = z.object({
  orderId: idText.optional(),
  sort: z.enum(Object.keys(SORTS) as Sort[]).default("-decidedAt"),
  limit: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, "write an integer")
    .transform(Number)
    .pipe(z.number().max(1000))
    .default(100),
});

export const summaryQuery = z.object({ warehouseId: idText.optional() });
