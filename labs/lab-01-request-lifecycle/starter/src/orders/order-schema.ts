import { z } from "zod";

const position = z.object({
  sector: z.string(),
  storageType: z.enum(["MANUAL", "AUTOMATED"]),
  available: z.string(),
});

const product = z.object({
  productId: z.int(),
  amount: z.string(),
  positions: z.array(position).min(1).max(2),
});

/** What the rule needs to see of an order. The rest of it is taken as given here. */
export const orderSchema = z.object({ orderId: z.int(), products: z.array(product).min(1) });
