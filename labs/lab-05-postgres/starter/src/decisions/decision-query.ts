import { z } from "zod";

const id = z.coerce.number().int().min(1);

export const decisionQuery = z.object({
  orderId: id.optional(),
  sort: z.string().default("-decidedAt"),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

export const summaryQuery = z.object({ warehouseId: id.optional() });

/** What goes behind ORDER BY: "productId" → "product_id", "-decidedAt" → "decided_at DESC". */
export function orderBy(sort: string): string {
  const column = sort.replace("-", "").replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return sort.startsWith("-") ? `${column} DESC` : column;
}
