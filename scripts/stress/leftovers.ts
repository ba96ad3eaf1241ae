import { readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ownerLives, RUN_IDS } from "@picking-labs/grader/run-id";

const root = join(import.meta.dirname, "../..");

/** Everything on this machine that belongs to a run whose grader has ended, one line each. */
export function leftovers(): string[] {
  return [
    ...names("/dev/shm", (name) => name.startsWith("picking-labs-")),
    ...names(tmpdir(), (name) => name.startsWith("picking-labs-")),
    ...names(join(root, ".labs/runs"), () => true),
    ...processesOfRuns(),
  ]
    .filter((line) => !belongsToTheLiving(line))
    .sort();
}

/** Somebody else may grade here meanwhile: what their run has is no leftover. */
function belongsToTheLiving(line: string): boolean {
  return [...line.matchAll(RUN_IDS)].some(([id]) => ownerLives(id));
}

function names(folder: string, wanted: (name: string) => boolean): string[] {
  try {
    return readdirSync(folder)
      .filter(wanted)
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

function processesOfRuns(): string[] {
  return names("/proc", (name) => /^\d+$/.test(name)).flatMap((folder) => {
    try {
      const run = /(?:^|\0)PICKING_LABS_RUN=([^\0]+)/.exec(
        readFileSync(join(folder, "environ"), "latin1"),
      )?.[1];
      return run === undefined ? [] : [`${folder} of run ${run}`];
    } catch {
      return [];
    }
  });
}
