import { GraderError } from "../../errors.ts";

const UNITS = { ms: 1, s: 1_000, m: 60_000, min: 60_000 } as const;
const LONGEST_MS = 3_600_000;

/**
 * "250ms", "2s", "1.5s", "1m" in milliseconds; a number alone is milliseconds.
 * @throws GraderError when it is no such duration, or none from 1 ms to an hour
 */
export function durationMs(typed: string): number {
  const [, number = "", unit = "ms"] = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|min)?$/.exec(typed) ?? [];
  const ms = Math.round(Number(number || Number.NaN) * UNITS[unit as keyof typeof UNITS]);
  if (ms >= 1 && ms <= LONGEST_MS) return ms;
  throw new GraderError("bad-option", `"${typed}" is no duration from 1 ms to an hour.`, {
    cure: "Write it as 250ms, 2s or 1m.",
  });
}
