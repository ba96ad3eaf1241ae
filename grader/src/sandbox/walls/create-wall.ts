import type { Isolation } from "../bubblewrap/index.ts";
import type { Processes } from "../processes.ts";
import { bubblewrapWall } from "./bubblewrap-wall.ts";
import { processWall } from "./process-wall.ts";
import type { Wall } from "./wall.ts";

/** The wall around every app of one run. */
export async function createWall(
  isolation: Isolation,
  run: { processes: Processes; runId: string; runFolder: string },
): Promise<Wall> {
  return isolation.level === "bubblewrap"
    ? bubblewrapWall(run)
    : processWall(run.processes, isolation.missing);
}
