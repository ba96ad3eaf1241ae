import type { CheckResult, Report, TaskResult } from "@picking-labs/contracts";
import { verdictOf } from "@picking-labs/contracts/verdict";
import { plain } from "./plain.ts";

export type Failed = Extract<CheckResult, { outcome: "failed" }>;
type NotJudged = Extract<CheckResult, { outcome: "not-judged" }>;
type Graded = Extract<Report, { outcome: "graded" }>;

/** The checks of any report; a run that never came to them has none. */
export function checksOf(report: Report): CheckResult[] {
  return report.outcome === "not-gradable" ? [] : report.checks;
}

/** The result of a run in one line. */
export function headline(report: Report): string {
  if (report.outcome === "not-gradable") return "Not gradable, no attempt counted";
  if (report.outcome === "infra") return "Not finished: the machine's or the grader's fault, no score";
  if (report.selection) return `${pointsOf(report)} in the chosen checks`;
  return `Score ${pointsOf(report)}, ${PASSES[verdictOf(report)](report.passMark)}`;
}

const PASSES = {
  passed: () => "passed",
  below: (passMark: number) => `below the pass mark of ${passMark}`,
  open: (passMark: number) => `which does not tell whether the pass mark of ${passMark} is reached`,
};

/** "52 of 60", and where a part could not be judged out of what. */
export function pointsOf({ score, selection, notJudged }: Graded): string {
  const outOf = selection?.outOf ?? 100;
  const points = selection ? " points" : "";
  if (notJudged === undefined) return `${score} of ${outOf}${points}`;
  return `${score} of the ${outOf - notJudged.points} points that could be judged here (of ${outOf})`;
}

/** "12 of 14", and what is left of a task that could not be judged whole. */
export const taskPoints = ({ earned, points, notJudged }: TaskResult): string =>
  `${earned} of ${points}${notJudged === undefined ? "" : `, ${notJudged} not judged`}`;

/** Checks that the services of the run did not allow to judge. */
export function notJudgedIn(report: Report): NotJudged[] {
  return checksOf(report).filter((check) => check.outcome === "not-judged");
}

/** Why one of them has no verdict, and where it would get one. */
export const whyNotJudged = ({ reason, cure }: NotJudged): string => `${plain(reason)}; ${cure}`;

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
  "not-judged": "cannot be judged here",
};
