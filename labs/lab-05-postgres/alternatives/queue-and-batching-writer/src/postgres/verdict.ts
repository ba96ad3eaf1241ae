import { DatabaseError } from "pg";

/** "unknown" covers both: nobody answered, and an answer that says "not now". */
export type Verdict = "duplicate" | "unknown" | "refused";

const NOT_NOW = ["57P01", "57P02", "57P03", "53300", "40001", "40P01", "57014"];

/** @see https://www.postgresql.org/docs/current/errcodes-appendix.html */
export function verdictOn(error: unknown): Verdict {
  const code = error instanceof DatabaseError ? error.code : undefined;
  if (code === undefined || code.startsWith("08") || NOT_NOW.includes(code)) return "unknown";
  return code === "23505" ? "duplicate" : "refused";
}
