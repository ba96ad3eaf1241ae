import { z } from "zod";

const DECIMAL = /^(0|[1-9]\d{0,8})(\.\d{1,3})?$/;

/** An exact decimal: a string, or a number whose shortest text is one. It leaves as text without trailing zeros. */
export const quantity = z
  .union([z.string(), z.number().transform(String)])
  .pipe(z.string().regex(DECIMAL, "write a decimal with at most 9 digits before and 3 after the point"))
  .transform(canonical);

/** A quantity above zero. */
export const amount = quantity.refine((text) => text !== "0", "must be greater than zero");

/** "0.10" → "0.1", "100.000" → "100". */
function canonical(decimal: string): string {
  return decimal.includes(".") ? decimal.replace(/\.?0+$/, "") : decimal;
}
