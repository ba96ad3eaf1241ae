import type { CheckResult, LabManifest, TaskResult } from "@picking-labs/contracts";

/** Points per task, over the checks that were chosen; of what could not be judged apart from the others. */
export function taskResults(lab: LabManifest, checks: readonly CheckResult[]): TaskResult[] {
  return lab.tasks
    .map(({ id, title }, index) => {
      const own = checks.filter((check) => check.task === id);
      const judged = own.filter(({ outcome }) => outcome !== "not-judged");
      const sum = (pick: (check: CheckResult) => number, of = judged) =>
        of.reduce((total, check) => total + pick(check), 0);
      const points = sum((check) => check.points);
      const notJudged = sum((check) => check.points, own) - points;
      return {
        id,
        number: index + 1,
        title,
        points,
        earned: sum((check) => check.earned),
        ...(notJudged > 0 && { notJudged }),
      };
    })
    .filter(({ points, notJudged = 0 }) => points + notJudged > 0);
}
