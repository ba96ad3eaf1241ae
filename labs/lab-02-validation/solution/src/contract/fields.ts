import { COUNTRIES } from "@picking-labs/domain";
import { z } from "zod";
import { type Code, typed } from "./issue.ts";

export const coded = (code: Code) => code;

/** An integer from 1 to 2^53 − 1. What is no integer at all is of another type, what is too large is out of range. */
export const id = z
  .int({ error: (issue) => (issue.code === "invalid_type" ? typed.error(issue) : coded("range")) })
  .min(1, coded("range"));

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
