import { Decimal } from "decimal.js";
import { z } from "zod";
import { type Code, typed } from "./issue.ts";

/** A plain decimal, as people write it; the first digit is 0 only before the point. */
const PLAIN = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
/** What an amount may be as text. */
const TEXT = /^(0|[1-9]\d{0,8})(\.\d{1,3})?$/;
const MOST = new Decimal("999999999.999");

/** A text, or a number whose value has a text of that form: 1e3 is 1000. */
const sent = z.union(
  [z.string().regex(TEXT, { error: ({ input }) => fault(input as string) }), z.number()],
  typed,
);

/** The first rule that a decimal breaks. */
function fault(value: string | number): Code | undefined {
  const text = typeof value === "number" ? new Decimal(value).toFixed() : value;
  if (!PLAIN.test(text)) return "format";
  if ((text.split(".")[1] ?? "").length > 3) return "precision";
  const decimal = new Decimal(text);
  return decimal.isNegative() || decimal.gt(MOST) ? "range" : undefined;
}

/** An exact decimal from 0 to 999999999.999; parsed, it is a text without trailing zeros. */
export const quantity = sent
  .superRefine((value, context) => {
    const code = fault(value);
    if (code !== undefined) context.addIssue({ code: "custom", message: code });
  })
  .transform((value) => new Decimal(value).toFixed());

/** A quantity of something that is wanted: nothing is not enough. */
export const amount = quantity.refine((text) => text !== "0", "range" satisfies Code);

/** As it leaves: canonical already. */
export const canonicalDecimal = z.string().regex(/^(0|[1-9]\d{0,8})(\.\d{0,2}[1-9])?$/);
