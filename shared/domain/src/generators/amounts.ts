import type { RandomSource } from "./random-source.ts";

/** Amounts as a caller may send them, each with the one form in which they are answered. */
export const AMOUNTS: readonly { sent: string | number; canonical: string }[] = [
  { sent: "0.10", canonical: "0.1" },
  { sent: "0.001", canonical: "0.001" },
  { sent: "1.000", canonical: "1" },
  { sent: "100", canonical: "100" },
  { sent: 2.5, canonical: "2.5" },
  { sent: 0.3, canonical: "0.3" },
  { sent: 7, canonical: "7" },
  { sent: "123456789.125", canonical: "123456789.125" },
  { sent: "999999999.999", canonical: "999999999.999" },
];

/** An amount in canonical form between 0.001 and `most`, with at most three fraction digits. */
export function amount(random: RandomSource, most = 999): string {
  return inThousandths(random.integer(1, most * 1000));
}

/** The canonical text of a whole number of thousandths: 1500 is `"1.5"`. */
export function inThousandths(thousandths: number): string {
  const fraction = String(thousandths % 1000)
    .padStart(3, "0")
    .replace(/0+$/, "");
  const whole = Math.floor(thousandths / 1000);
  return fraction === "" ? String(whole) : `${whole}.${fraction}`;
}
