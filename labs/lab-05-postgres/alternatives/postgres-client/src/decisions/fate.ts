import postgres from "postgres";

/** What became of an insert that did not simply succeed. */
export type Fate = "there already" | "lost" | "refused";

const lostStates = /^(08...|57P0[123]|53300|40001|40P01|57014)$/;

/** @see https://www.postgresql.org/docs/current/errcodes-appendix.html */
export function fateOf(error: unknown): Fate {
  if (!(error instanceof postgres.PostgresError)) return "lost";
  if (error.code === "23505") return "there already";
  return lostStates.test(error.code) ? "lost" : "refused";
}
