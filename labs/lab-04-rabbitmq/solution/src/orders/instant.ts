import { z } from "zod";

const INSTANT = /^(20\d\d-\d\d-\d\d)T\d\d:\d\d:\d\d(\.\d{1,3})?(Z|[+-]\d\d:\d\d)$/;

/** A moment with its offset; it leaves as UTC with milliseconds. */
export const instant = z
  .string()
  .refine(isInstant, "write a moment such as 2026-03-29T01:30:00.000+01:00")
  .transform((text) => new Date(text).toISOString());

function isInstant(text: string): boolean {
  const date = INSTANT.exec(text)?.[1];
  return date !== undefined && isRealDate(date) && !Number.isNaN(Date.parse(text)) && !text.includes("T24");
}

/** `Date` takes 30 February for 2 March: only a date that survives the round trip exists. */
function isRealDate(date: string): boolean {
  const midnight = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(date);
}
