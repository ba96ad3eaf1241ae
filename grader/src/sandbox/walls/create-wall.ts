import type { Isolation } from "../isolation/index.ts";
import type { Processes } from "../processes.ts";
import { bubblewrapWall } from "./bubblewrap-wall.ts";
import { processWall } from "./process-wall.ts";
import type { Wall } from "./wall.ts";

/** The wall around every app of one run. */
export async function createWall(
  isolation: Isolation,
  run: { processes: Processes; runId: string; runFolder: string },
): Promise<Wall> {
  if (isolation.level === "bubblewrap") return bubblewrapWall(run);
  if (isolation.level === "process") return processWall(run.processes, isolation.missing);
  const { containerWall } = await import("./container-wall.ts");
  return containerWall({ ...run, house: isolation.house });
}
