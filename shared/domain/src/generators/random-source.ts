/** The seeded randomness that generators draw from. */
export type RandomSource = {
  /** An integer from `min` to `max`, both included. */
  integer(min: number, max: number): number;
  pick<T>(items: readonly T[]): T;
  /** An id below 2^53 that was not given before. */
  id(): number;
};
