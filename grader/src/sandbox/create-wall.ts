import { bubblewrapWall } from "./bubblewrap/index.ts";
import { processWall } from "./process-wall.ts";
import type { Processes } from "./processes.ts";
import type { Isolation, Wall } from "./wall.ts";

/** The wall around every app of one run. */
export async function createWall(
  isolation: Isolation,
  run: { processes: Processes; runId: string; runFolder: string },
): Promise<Wall> {
  return isolation.level === "bubblewrap"
    ? bubblewrapWall(run)
    : processWall(run.processes, isolation.missing);
}
