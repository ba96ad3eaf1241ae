const FIRST_MS = 100;
/** A Redis that is back is noticed within this time and its chance, and 10 s see no more than 14 attempts. */
const LONGEST_MS = 1_000;

/**
 * How long to wait before the next attempt to connect, in milliseconds: twice as long each time, up to a limit. A part of
 * it is chance, so that tenants (and processes) which lost one Redis together do not come back together.
 * @param losses connections lost, or attempts failed, in a row; 1 for the first
 */
export function pauseBefore(losses: number): number {
  return Math.min(FIRST_MS * 2 ** (losses - 1), LONGEST_MS) * (1 + Math.random() / 2);
}
