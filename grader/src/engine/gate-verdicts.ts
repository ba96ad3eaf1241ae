import type { Report } from "@picking-labs/contracts";
import type { Mistake } from "../catalog/index.ts";

/** What is wrong with the verdict on an app that was to score `wanted`. */
export function scoreProblems(report: Report, good: (score: number) => boolean, wanted: string): string[] {
  if (report.outcome !== "graded") return [`${report.outcome}: ${report.problem.message}`];
  if (good(report.score)) return [];
  const failed = report.checks.flatMap((check) =>
    check.outcome === "failed"
      ? [`${check.id}: ${check.failure.saw}`]
      : check.outcome === "passed"
        ? []
        : [`${check.id}: ${check.outcome}`],
  );
  return [`scored ${report.score}, wanted ${wanted}`, ...failed];
}

/** Where the checks that failed, or could not be reached, are not those that the mistake names. */
export function mistakeProblems(report: Report, mistake: Mistake): string[] {
  if (report.outcome !== "graded") return [`${report.outcome}: ${report.problem.message}`];
  const ids = (outcome: string) =>
    report.checks.filter((check) => check.outcome === outcome).map((check) => check.id);
  return [
    ...difference("fails", ids("failed"), mistake.fails),
    ...difference("notReached", ids("not-reached"), mistake.notReached),
  ];
}

function difference(field: string, seen: string[], written: string[]): string[] {
  const extra = seen.filter((id) => !written.includes(id));
  const missing = written.filter((id) => !seen.includes(id));
  return [
    ...extra.map((id) => `${field}: "${id}" is not written there, and it did`),
    ...missing.map((id) => `${field}: "${id}" is written there, and it did not`),
  ];
}
