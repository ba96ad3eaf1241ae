import type { Report } from "./report.ts";

type Graded = Extract<Report, { outcome: "graded" }>;

/** `open`: what could be judged does not suffice, and with what could not be judged it might. */
export function verdictOf({
  passed,
  score,
  passMark,
  selection,
  notJudged,
}: Graded): "passed" | "below" | "open" {
  if (passed) return "passed";
  const wanted = selection?.outOf ?? passMark;
  return notJudged !== undefined && score + notJudged.points >= wanted ? "open" : "below";
}
