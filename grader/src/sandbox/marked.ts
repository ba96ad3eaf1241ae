import { readFile } from "node:fs/promises";
import { listUsage } from "./group.ts";

/** Every process of a run carries this in its environment, and so do its children, whatever group they move to. */
export const MARK = "PICKING_LABS_RUN";

/** A process that is being looked at may fork; after this many looks it does so on purpose, and its limits are due. */
const MOST_LOOKS = 20;

/**
 * Kills what still carries the mark of a run: children that left their group, or all of it after the grader died.
 * @param group only members of this process group
 */
export async function killMarked(runId: string, group?: number): Promise<void> {
  if (process.platform !== "linux") return;
  for (let look = 0; look < MOST_LOOKS; look++) {
    const candidates = (await listUsage()).filter(
      (usage) => usage.pid !== process.pid && (group === undefined || usage.group === group),
    );
    const marked = await Promise.all(
      candidates.map(async ({ pid }) => ((await carriesMark(pid, runId)) ? [pid] : [])),
    );
    const pids = marked.flat();
    if (pids.length === 0) return;
    pids.forEach(kill);
  }
}

/**
 * Kills every process group with a member that has these words, one after the other, in its command line. Anybody may read that,
 * also across user namespaces, where marks are hidden.
 */
export async function killNaming(words: readonly string[]): Promise<void> {
  if (process.platform !== "linux") return;
  const all = await listUsage();
  const named = await Promise.all(
    all.map(async ({ pid, group }) => {
      const commandLine = await readFile(`/proc/${pid}/cmdline`, "latin1").catch(() => "");
      return group > 1 && commandLine.includes(`\0${words.join("\0")}\0`) ? [group] : [];
    }),
  );
  const own = all.find(({ pid }) => pid === process.pid)?.group;
  for (const group of new Set(named.flat())) if (group !== own) killGroup(group);
}

/** Kills what is left of a group whose leader has ended: by the mark where it can be read, for its number may be another's by now. */
export async function killOrphans(group: number, runId: string): Promise<void> {
  if (process.platform === "linux") await killMarked(runId, group);
  else killGroup(group);
}

/** A process that ended but was not yet waited for has no environment left. */
async function carriesMark(pid: number, runId: string): Promise<boolean> {
  const environment = await readFile(`/proc/${pid}/environ`, "latin1").catch(() => "");
  return environment.split("\0").includes(`${MARK}=${runId}`);
}

export const killGroup = (group: number): void => kill(-group);

/** A process, or with a negative number a group. */
export function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // Ended by itself meanwhile.
  }
}
