import { z } from "zod";
import { type Code, typed } from "./issue.ts";

const INSTANT =
  /^(20\d\d-(?:0[1-9]|1[0-2])-\d\d)T(?:[01]\d|2[0-3])(?::[0-5]\d){2}(?:\.\d{1,3})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** A moment with its offset; parsed, it is UTC with milliseconds. */
export const instant = z
  .string(typed)
  .refine(isInstant, "format" satisfies Code)
  .transform((text) => new Date(text).toISOString());

/** `Date` takes 30 February for 2 March: only a date that survives the round trip exists. */
function isInstant(text: string): boolean {
  const date = INSTANT.exec(text)?.[1];
  if (date === undefined) return false;
  const midnight = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(date);
}
