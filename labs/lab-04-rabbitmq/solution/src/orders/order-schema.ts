import { COUNTRIES, countryOf } from "@picking-labs/domain";
import { z } from "zod";
import { amount, quantity } from "./amount.ts";
import { instant } from "./instant.ts";

/** An integer from 1 to 2^53 − 1. */
const id = z.int().min(1);

const position = z.object({
  sector: z.string().regex(/^\P{Cc}{1,40}$/u, "write 1 to 40 characters, none of them a control character"),
  storageType: z.enum(["MANUAL", "AUTOMATED"]),
  available: quantity,
});

const product = z.object({
  productId: id,
  amount,
  positions: z
    .array(position)
    .min(1)
    .max(2)
    .refine(
      ([first, second]) => first?.storageType !== second?.storageType,
      "two positions have different storage types",
    ),
});

/** A valid order; a missing country is the one that the warehouse stands in. */
export const orderSchema = z
  .object({
    orderId: id,
    warehouseId: id.refine(
      (warehouseId) => countryOf(warehouseId) !== undefined,
      "there is no such warehouse",
    ),
    prioritizationTime: instant,
    country: z.enum(COUNTRIES).optional(),
    note: z.string().max(200).optional(),
    products: z
      .array(product)
      .min(1)
      .max(500)
      .refine(
        (products) => new Set(products.map(({ productId }) => productId)).size === products.length,
        "a product stands there twice",
      ),
  })
  .transform((order, context) => {
    const home = countryOf(order.warehouseId);
    if (home === undefined || (order.country ?? home) !== home) {
      context.addIssue({
        code: "custom",
        path: ["country"],
        message: "the warehouse stands in another country",
      });
      return z.NEVER;
    }
    return { ...order, country: home };
  });
