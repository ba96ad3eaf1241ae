/** Above what systems, their users and their containers number from, below 2^31. */
const FIRST = 1_000_000_000;
/** More apps of one run than ever are there at the same time. */
const PER_RUN = 128;

/**
 * The account of the n-th app of a run. As root it is one that nobody else has: pids are at most 2^22, and a process
 * has its pid for itself. Otherwise it is our own, which in a user namespace reaches nothing outside.
 */
export function accountOf(app: number): number {
  const own = process.getuid?.() ?? 0;
  return own === 0 ? FIRST + process.pid * PER_RUN + (app % PER_RUN) : own;
}
