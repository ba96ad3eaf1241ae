import { z } from "zod";
import { amount, quantity } from "./decimal.ts";
import { atMost, coded, country, id, note, sector, storageType } from "./fields.ts";
import { instant } from "./instant.ts";
import { typed } from "./issue.ts";
import { orderRules, positionRules } from "./rules.ts";

const position = z.object({ sector, storageType, available: quantity }, typed);

const product = z.object(
  {
    productId: id,
    amount,
    positions: atMost(2, z.array(position, typed).min(1, coded("count"))).superRefine(positionRules, {
      when: () => true,
    }),
  },
  typed,
);

/** What `POST /orders` takes. Keys that it does not name are dropped. */
const orderSchema = (requireNote: boolean) =>
  z
    .object(
      {
        orderId: id,
        warehouseId: id,
        prioritizationTime: instant,
        country: country.optional(),
        note: requireNote ? note : note.optional(),
        products: atMost(500, z.array(product, typed).min(1, coded("count"))),
      },
      typed,
    )
    .superRefine(orderRules, { when: () => true });

/** The bodies of requests, from one schema of an order. */
export function orderSchemas({ requireNote }: { requireNote: boolean }) {
  const order = orderSchema(requireNote);
  const orders = z.array(order, typed).min(1, coded("count")).max(100, coded("count"));
  return { order, totals: z.object({ orders }, typed) };
}

export type OrderSchemas = ReturnType<typeof orderSchemas>;
