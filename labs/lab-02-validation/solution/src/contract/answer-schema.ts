import { z } from "zod";
import { canonicalDecimal } from "./decimal.ts";
import { note, sector, storageType } from "./fields.ts";

const id = z.int().min(1);

/** What `POST /orders` answers. What it does not name does not leave; what breaks it is a fault of ours. */
export const answerSchema = z.object({
  orderId: id,
  prioritizationTime: z.iso.datetime({ precision: 3 }).startsWith("20"),
  note: note.optional(),
  products: z
    .array(
      z.object({
        productId: id,
        amount: canonicalDecimal.refine((text) => text !== "0"),
        positions: z
          .array(z.object({ sector, storageType, available: canonicalDecimal }))
          .min(1)
          .max(2),
      }),
    )
    .min(1)
    .max(500),
});
