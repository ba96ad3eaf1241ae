import type { CheckResult, Report } from "@picking-labs/contracts";
import { plain } from "./plain.ts";

export type Failed = Extract<CheckResult, { outcome: "failed" }>;

/** The checks of any report; a run that never came to them has none. */
export function checksOf(report: Report): CheckResult[] {
  return report.outcome === "not-gradable" ? [] : report.checks;
}

/** The result of a run in one line. */
export function headline(report: Report): string {
  if (report.outcome === "not-gradable") return "Not gradable, no attempt counted";
  if (report.outcome === "infra") return "Not finished: the machine's or the grader's fault, no score";
  if (report.selection) return `${report.score} of ${report.selection.outOf} points in the chosen checks`;
  return `Score ${report.score} of 100, ${report.passed ? "passed" : `below the pass mark of ${report.passMark}`}`;
}

/** What ended a run that was not graded. */
export function problemOf(report: Report): { message: string; cure: string } | undefined {
  if (report.outcome === "graded") return undefined;
  return { message: plain(report.problem.message), cure: report.problem.cure };
}

/** Where and on what the run took place. */
export function surroundings(report: Report): string {
  const services = report.services
    .map(({ name, version, provider }) => `${name} ${version} (${provider})`)
    .join(", ");
  return `Seed ${report.seed} · ${services || "no services"} · isolation ${report.isolation.levels.join(" ") || "none"} · lab version ${report.lab.version}`;
}

/** How an outcome is called. */
export const OUTCOME_WORDS: Record<CheckResult["outcome"], string> = {
  passed: "passed",
  failed: "failed",
  "not-reached": "not reached",
  errored: "could not be judged",
};
