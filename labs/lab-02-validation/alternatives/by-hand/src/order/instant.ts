import type { Place } from "../parsing/place.ts";

const INSTANT = /^(20\d\d)-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,3}))?(?:Z|([+-])(\d\d):(\d\d))$/;
const MINUTE = 60_000;

/** A moment as UTC with milliseconds. */
export function readInstant(place: Place): string | undefined {
  const text = place.text(0, 1000);
  if (text === undefined) return undefined;
  return toUtc(text) ?? place.bad("format");
}

/** Whether a text is a moment of a real date with its offset. */
export const isInstant = (text: string): boolean => toUtc(text) !== undefined;

function toUtc(text: string): string | undefined {
  const parts = INSTANT.exec(text);
  if (parts === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map(Number);
  const [sign, offsetHours, offsetMinutes] = [parts[8], Number(parts[9] ?? 0), Number(parts[10] ?? 0)];
  const daysOfMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const real = month >= 1 && month <= 12 && day >= 1 && day <= daysOfMonth;
  if (!real || hour > 23 || minute > 59 || second > 59 || offsetHours > 23 || offsetMinutes > 59)
    return undefined;
  const ms = Number((parts[7] ?? "").padEnd(3, "0"));
  const offset = (offsetHours * 60 + offsetMinutes) * MINUTE * (sign === "-" ? -1 : 1);
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second, ms) - offset).toISOString();
}
