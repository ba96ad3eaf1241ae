import { readdir, readFile } from "node:fs/promises";

/** Every process of a run carries this in its environment, and so do its children, whatever group they move to. */
export const MARK = "PICKING_LABS_RUN";

/** Kills what still carries the mark of a run: children that left their group, or all of it after the grader died. */
export async function killMarked(runId: string): Promise<number[]> {
  if (process.platform !== "linux") return [];
  const killed: number[] = [];
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map(Number)) {
    if (pid === process.pid) continue;
    const environment = await readFile(`/proc/${pid}/environ`, "latin1").catch(() => "");
    if (!environment.split("\0").includes(`${MARK}=${runId}`)) continue;
    try {
      process.kill(pid, "SIGKILL");
      killed.push(pid);
    } catch {
      // Ended by itself meanwhile.
    }
  }
  return killed;
}
