import type { CheckResult, LabManifest, TaskResult } from "@picking-labs/contracts";

/** Points per task, over the checks that were chosen. */
export function taskResults(lab: LabManifest, checks: readonly CheckResult[]): TaskResult[] {
  return lab.tasks
    .map(({ id, title }, index) => {
      const own = checks.filter((check) => check.task === id);
      const sum = (pick: (check: CheckResult) => number) =>
        own.reduce((total, check) => total + pick(check), 0);
      return {
        id,
        number: index + 1,
        title,
        points: sum((check) => check.points),
        earned: sum((check) => check.earned),
      };
    })
    .filter((task) => task.points > 0);
}
