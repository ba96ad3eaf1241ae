/** The score of a moment in a sorted set: seconds since 1970, milliseconds as the fraction. */
export function scoreOf(moment: string): number {
  return Date.parse(moment) / 1000;
}

/** A fraction of seconds is seldom exact in binary, so it is rounded to the millisecond that it stands for. */
export function momentOf(score: number): string {
  return new Date(Math.round(score * 1000)).toISOString();
}
