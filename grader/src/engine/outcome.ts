import type { CheckResult, Report } from "@picking-labs/contracts";
import { PASS_MARK } from "@picking-labs/contracts/versions";
import { type ErrorCode, GraderError } from "../errors.ts";
import type { FoldedChecks } from "../scoring/index.ts";
import type { Selection } from "./select-checks.ts";

export type Problem = Extract<Report, { outcome: "infra" }>["problem"];

export const problemOf = ({ code, message, cure }: GraderError): Problem => ({ code, message, cure });

/** What makes a finished suite's results no verdict: it broke, it disagrees with lab.yaml, or a check could not be judged. */
export function infraProblem(crashed: string[], { checks, problems }: FoldedChecks): Problem | undefined {
  if (crashed.length > 0) return listed("suite-crashed", "The suite broke:", crashed);
  if (problems.length > 0) return listed("inventory-mismatch", "Suite and lab.yaml disagree:", problems);
  const errored = checks.flatMap((check) =>
    check.outcome === "errored" ? [`${check.id}: ${check.error}`] : [],
  );
  return errored.length > 0
    ? listed("check-errored", "Not every check could be judged:", errored)
    : undefined;
}

function listed(code: ErrorCode, heading: string, lines: string[]): Problem {
  return problemOf(new GraderError(code, [heading, ...lines.map((line) => `  ${line}`)].join("\n")));
}

const isOpen = ({ outcome }: CheckResult) => outcome === "not-judged";

/** Points, and whether they suffice: the pass mark for the whole lab, all of them for chosen checks. What was not judged adds none. */
export function score(checks: readonly CheckResult[], selection: Selection) {
  const sum = (points: (check: CheckResult) => number) =>
    checks.reduce((total, check) => total + points(check), 0);
  const earned = sum((check) => check.earned);
  const outOf = sum((check) => check.points);
  const open = checks.filter(isOpen);
  const notJudged = {
    checks: open.map(({ id }) => id),
    points: sum((check) => (isOpen(check) ? check.points : 0)),
  };
  const rest = open.length === 0 ? {} : { notJudged };
  if (selection.partial)
    return {
      score: earned,
      passMark: PASS_MARK,
      passed: earned === outOf,
      selection: { checks: [...selection.ids], outOf },
      ...rest,
    };
  return { score: earned, passMark: PASS_MARK, passed: earned >= PASS_MARK, ...rest };
}
