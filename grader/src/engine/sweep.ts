import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Place } from "../catalog/index.ts";
import { containerMarks } from "../container-marks.ts";
import {
  controlGroupRoots,
  GROUP_PREFIX,
  killMarked,
  killNaming,
  removeControlGroups,
  sweepControlGroups,
} from "../sandbox/index.ts";
import {
  cacheFolders,
  DATA_PREFIX,
  dataRoots,
  endOrphan,
  nodeWords,
  removeDataFolder,
} from "../services/index.ts";
import { deadRuns } from "../workspace/index.ts";

/** What stands before the run's id in the names of files that were not whole yet. */
const HALF = ["", "half-", ".work-"];

/** Ends and removes what runs left behind whose grader was killed: processes, databases, folders. */
export async function sweep(place: Place): Promise<void> {
  const data = (await Promise.all(dataRoots().map((root) => deadRuns(root, DATA_PREFIX)))).flat();
  // One that is gone may have had several folders: its processes end before any of them goes.
  for (const { id, path } of data) {
    await endOrphan(path);
    await killMarked(id);
    await killNaming(nodeWords(path));
  }
  for (const { path } of data) await removeDataFolder(path).catch(notOurs);
  const containers = await deadRuns(containerMarks(place.state));
  if (containers.length > 0) await (await import("../services/docker/index.ts")).sweepContainers(containers);
  for (const root of await controlGroupRoots())
    for (const { id, path } of await deadRuns(root, GROUP_PREFIX)) {
      await killMarked(id);
      await removeControlGroups(path);
    }
  const labs = (await readdir(place.labs).catch(() => [])).map((name) => join(place.labs, name));
  const folders = [
    join(place.state, "runs"),
    join(place.state, "reports"),
    ...labs,
    ...cacheFolders(join(place.state, "cache")),
  ];
  for (const folder of folders)
    for (const prefix of HALF)
      for (const { id, path } of await deadRuns(folder, prefix)) {
        await killMarked(id);
        await sweepControlGroups(path, id);
        await rm(path, { recursive: true, force: true }).catch(notOurs);
      }
}

/** What another user left is for that user's next command. */
function notOurs(error: NodeJS.ErrnoException): void {
  if (error.code !== "EACCES" && error.code !== "EPERM") throw error;
}
