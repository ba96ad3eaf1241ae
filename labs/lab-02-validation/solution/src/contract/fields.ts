import { COUNTRIES } from "@picking-labs/domain";
import { z } from "zod";
import { type Code, typed } from "./issue.ts";

export const coded = (code: Code) => code;

/**
 * An integer from 1 to 2^53 − 1. What is no integer at all is of another type, what is too large is out of range.
 * Not `z.int()`: its issue of a fraction keeps zod from running the rules of the order around it.
 */
export const id = z
  .number(typed)
  .refine(Number.isInteger, coded("type"))
  .min(1, coded("range"))
  .max(Number.MAX_SAFE_INTEGER, coded("range"))
  .meta({ type: "integer" });

/** At most so many entries. Not `.max()`: its issue, too, keeps zod from running the rules of the order around it. */
export const atMost = <Entry extends z.ZodType>(most: number, list: z.ZodArray<Entry>) =>
  list
    .refine(({ length }) => length <= most, {
      error: coded("count"),
      when: ({ value }) => Array.isArray(value),
    })
    .meta({ maxItems: most });

const choice = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values, {
    error: (issue) => (typeof issue.input === "string" ? coded("enum") : typed.error(issue)),
  });

export const sector = z
  .string(typed)
  .min(1, coded("length"))
  .max(40, coded("length"))
  .regex(/^\P{Cc}*$/u, coded("format"));
export const storageType = choice(["MANUAL", "AUTOMATED"]);
export const country = choice(COUNTRIES as [string, ...string[]]);
export const note = z.string(typed).max(200, coded("length"));
