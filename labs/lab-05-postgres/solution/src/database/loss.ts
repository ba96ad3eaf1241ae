import { DatabaseError } from "pg";

/**
 * Shut down, crashed, starting up; too many connections; conflict and deadlock; and this app's own `statement_timeout`.
 * @see https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const TRANSIENT = new Set(["57P01", "57P02", "57P03", "53300", "40001", "40P01", "57014"]);

/** True when nobody can tell whether the statement took effect, or it may well succeed next time: worth another try. */
export function isLost(error: unknown): boolean {
  if (!(error instanceof DatabaseError)) return true; // no answer: refused, cut, or silent
  const state = error.code ?? "";
  return state.startsWith("08") || TRANSIENT.has(state);
}

/** True when a row with this key is there already. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === "23505";
}
