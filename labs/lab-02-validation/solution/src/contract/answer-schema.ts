import { z } from "zod";
import { canonicalDecimal } from "./decimal.ts";

const id = z.int().min(1);

/** What `POST /orders` answers. What it does not name does not leave; what breaks it is a fault of ours. */
export const answerSchema = z.object({
  orderId: id,
  prioritizationTime: z.string().regex(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  note: z.string().max(200).optional(),
  products: z.array(
    z.object({
      productId: id,
      amount: canonicalDecimal,
      positions: z.array(
        z.object({
          sector: z.string().min(1).max(40),
          storageType: z.enum(["MANUAL", "AUTOMATED"]),
          available: canonicalDecimal,
        }),
      ),
    }),
  ),
});
