import { rm } from "node:fs/promises";
import { openEngine } from "./engine.ts";
import { removeRun } from "./remove-run.ts";

/** Removes the containers of runs whose grader is gone. Where no engine answers any more, the marks wait for one. */
export async function sweepContainers(dead: readonly { id: string; path: string }[]): Promise<void> {
  if (dead.length === 0) return;
  const engine = await openEngine().catch(() => undefined);
  if (engine === undefined) return;
  for (const { id, path } of dead) {
    await removeRun(engine, id);
    await rm(path, { force: true });
  }
}
