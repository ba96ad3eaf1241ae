import type { Report } from "@picking-labs/contracts";
import type { Mistake } from "../catalog/index.ts";

/** What is wrong with the verdict on an app that was to score `wanted`. */
export function scoreProblems(report: Report, good: (score: number) => boolean, wanted: string): string[] {
  if (report.outcome !== "graded") return [`${report.outcome}: ${report.problem.message}`];
  const unproved = notJudged(report);
  if (unproved.length > 0) return unproved;
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

/** Where the checks that failed, or could not be reached, are not those that the mistake names. What may fail is not looked at. */
export function mistakeProblems(report: Report, mistake: Mistake): string[] {
  if (report.outcome !== "graded") return [`${report.outcome}: ${report.problem.message}`];
  const ids = (outcome: string) =>
    report.checks
      .filter((check) => check.outcome === outcome && !mistake.mayFail.includes(check.id))
      .map((check) => check.id);
  return [
    ...notJudged(report),
    ...difference("fails", ids("failed"), mistake.fails, (id) => `: ${sawOf(report, id)}`),
    ...difference("notReached", ids("not-reached"), mistake.notReached),
  ];
}

/** What was not judged is not proved. */
const notJudged = (report: Extract<Report, { outcome: "graded" }>) =>
  report.checks.flatMap((check) =>
    check.outcome === "not-judged"
      ? [`${check.id}: not proved, as it cannot be judged here: ${check.reason}`]
      : [],
  );

function sawOf(report: Extract<Report, { outcome: "graded" }>, id: string): string {
  const check = report.checks.find((each) => each.id === id);
  return check?.outcome === "failed" ? check.failure.saw : "";
}

function difference(
  field: string,
  seen: string[],
  written: string[],
  how: (id: string) => string = () => "",
): string[] {
  const extra = seen.filter((id) => !written.includes(id));
  const missing = written.filter((id) => !seen.includes(id));
  return [
    ...extra.map((id) => `${field}: "${id}" is not written there, and it did${how(id)}`),
    ...missing.map((id) => `${field}: "${id}" is written there, and it did not`),
  ];
}
