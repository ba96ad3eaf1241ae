import { z } from "zod";
import { instant } from "./instant.ts";

/** What callers may ask. Whether a country or a warehouse exists is not a matter of form: that is told by 404. */
export const orderPath = z.object({ country: z.string(), orderId: z.string() });

export const warehousePath = z.object({ country: z.string(), warehouseId: z.string() });

export const beforeQuery = z.object({
  country: z.string(),
  warehouseId: z.string(),
  time: instant,
  limit: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, "write an integer")
    .transform(Number)
    .pipe(z.number().max(1000))
    .default(100),
});

export const batchBody = z.object({ country: z.string(), orderIds: z.array(z.int().min(1)).min(1).max(500) });
