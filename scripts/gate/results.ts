import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What one task found. Every task leaves this file, so that a cached run counts like a fresh one. */
export type Counts = {
  passed: number;
  failed: number;
  /** Tests that could not run here, and proofs that were not asked for: neither passed nor failed. */
  leftOut?: number;
  /** What failed and what it said, one text each; a task may leave some out. */
  failures?: string[];
};

export function writeCounts(packageFolder: string, task: string, counts: Counts): void {
  const file = fileOf(packageFolder, task);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(counts)}\n`);
}

/** Nothing when the task left no file, or one that says nothing. */
export function readCounts(packageFolder: string, task: string): Counts | undefined {
  try {
    const { passed, failed, leftOut, failures } = JSON.parse(
      readFileSync(fileOf(packageFolder, task), "utf8"),
    );
    if (!Number.isInteger(passed) || !Number.isInteger(failed)) return undefined;
    return {
      ...{ passed, failed },
      ...(Number.isInteger(leftOut) && { leftOut }),
      ...(Array.isArray(failures) && { failures: failures.map(String) }),
    };
  } catch {
    return undefined;
  }
}

function fileOf(packageFolder: string, task: string): string {
  return join(packageFolder, ".results", `${task}.json`);
}
