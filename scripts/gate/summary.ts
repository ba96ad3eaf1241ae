import { type Counts, readCounts } from "./results.ts";
import type { TaskRun } from "./turbo.ts";

/** What a task adds to the sum. One that failed counts at least one failure, whatever its file says. */
function countsOf(run: TaskRun): Counts {
  const counts = readCounts(run.folder, run.task) ?? { passed: 0, failed: 1 };
  return run.exitCode === 0 ? counts : { ...counts, failed: Math.max(1, counts.failed) };
}

/** Of one failure; the whole stands where it happened. */
const LINES_KEPT = 12;

/** A line per task with what failed in it, notes, and the sum as the last line. What was left out is in no sum. */
export function summarize(runs: TaskRun[], notes: string[] = []): { text: string; ok: boolean } {
  const rows = runs.map((run) => ({ run, counts: countsOf(run) }));
  const lines = rows.flatMap(({ run, counts }) => {
    const mark = counts.failed > 0 ? "✗" : "✓";
    const cached = run.cached ? "  (unchanged since it last passed)" : "";
    const failures = (counts.failures ?? []).map(
      (text) => `    ${text.split("\n").slice(0, LINES_KEPT).join("\n      ")}`,
    );
    return [`${mark} ${run.name.padEnd(40)} ${sentence(counts)}${leftOut(counts)}${cached}`, ...failures];
  });
  const sum = rows.reduce(
    (all, { counts }) => ({ passed: all.passed + counts.passed, failed: all.failed + counts.failed }),
    { passed: 0, failed: 0 },
  );
  // No task at all means that the run itself broke: that is no success.
  if (runs.length === 0) sum.failed = 1;
  return { text: [...lines, ...notes, sentence(sum)].join("\n"), ok: sum.failed === 0 };
}

const leftOut = ({ leftOut = 0 }: Counts) => (leftOut === 0 ? "" : `, ${leftOut} left out`);

function sentence({ passed, failed }: Counts): string {
  return `${passed} passed, ${failed} failed`;
}
