import type { Place } from "../parsing/place.ts";

const MOST = 999_999_999_999n;

/** Whole thousandths: sums of them are exact. */
export type Thousandths = bigint;

export function readDecimal(place: Place, least: 0n | 1n): Thousandths | undefined {
  const { value } = place;
  if (typeof value !== "string" && typeof value !== "number") return place.wrongType();
  const parts = /^(-?)(0|[1-9][0-9]*)(?:\.([0-9]+))?$/.exec(typeof value === "number" ? plain(value) : value);
  if (parts === null) return place.bad("format");
  const [, minus, whole = "", fraction = ""] = parts;
  if (fraction.length > 3) return place.bad("precision");
  const thousandths = BigInt(whole + fraction.padEnd(3, "0"));
  return minus !== "" || thousandths < least || thousandths > MOST ? place.bad("range") : thousandths;
}

/** A number in digits alone: 1e3 is 1000, 1e-7 is 0.0000001. */
function plain(value: number): string {
  const [digits = "", exponent] = String(value).split("e");
  if (exponent === undefined) return digits;
  const minus = digits.startsWith("-") ? "-" : "";
  const [whole = "", fraction = ""] = digits.replace("-", "").split(".");
  const shift = Number(exponent);
  if (shift >= 0) return minus + whole + fraction.padEnd(shift, "0");
  return `${minus}0.${"0".repeat(-shift - 1)}${whole}${fraction}`;
}

/** Canonical text. */
export function show(thousandths: Thousandths): string {
  const text = String(thousandths).padStart(4, "0");
  const fraction = text.slice(-3).replace(/0+$/, "");
  return fraction === "" ? text.slice(0, -3) : `${text.slice(0, -3)}.${fraction}`;
}
