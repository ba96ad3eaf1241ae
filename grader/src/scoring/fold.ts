import type { CheckManifest, CheckResult, LabManifest } from "@picking-labs/contracts";
import { CAPABILITIES } from "@picking-labs/contracts/capability-names";
import type { CheckReport } from "../suites/index.ts";

export type FoldedChecks = { checks: CheckResult[]; problems: string[] };
type PromiseOf = (ref: string) => string;

/** One result per check of the manifest. Missing, skipped, repeated and unknown checks are errors, never points. */
export function fold(
  lab: LabManifest,
  reports: readonly CheckReport[],
  selected: ReadonlySet<string>,
  promiseOf: PromiseOf,
): FoldedChecks {
  const problems = reports
    .filter((report) => !lab.checks.some((check) => check.id === report.id))
    .map((report) => `the suite has a check "${report.id}" that lab.yaml does not know`);
  const checks = lab.checks
    .filter((check) => selected.has(check.id))
    .map((check) => {
      const own = reports.filter((report) => report.id === check.id);
      if (own.length > 1) problems.push(`the suite has the check "${check.id}" ${own.length} times`);
      if (own.length === 0) problems.push(`the suite has no check "${check.id}"`);
      return resultOf(check, own.length === 1 ? own[0] : undefined, promiseOf);
    });
  return { checks, problems };
}

/** The manifest's words around what the suite saw. */
export function resultOf(
  check: CheckManifest,
  report: CheckReport | undefined,
  promiseOf: PromiseOf,
): CheckResult {
  const { id, task, title, points, hint, lesson } = check;
  const common = {
    id,
    task,
    title,
    points,
    hint,
    lesson,
    earned: 0,
    ms: report?.ms ?? 0,
    promise: { ref: check.promise, text: promiseOf(check.promise) },
  };
  switch (report?.outcome) {
    case "passed":
      return { ...common, outcome: "passed", earned: points };
    case "failed":
      return {
        ...common,
        outcome: "failed",
        failure: report.failure,
        evidence: report.evidence,
        stimulus: report.stimulus,
      };
    case "not-reached":
      return { ...common, outcome: "not-reached", because: report.because };
    case "errored":
      return { ...common, outcome: "errored", error: report.error };
    case "not-judged": {
      const { capability, because } = report;
      const needed = CAPABILITIES[capability];
      return {
        ...common,
        ms: 0,
        outcome: "not-judged",
        capability,
        reason: because === undefined ? `it needs ${needed}` : `it needs ${because}, which needs ${needed}`,
        cure: "--services native or --services docker has one.",
      };
    }
    default:
      return { ...common, outcome: "errored", error: "the check did not run exactly once" };
  }
}
