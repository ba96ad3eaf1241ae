import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Place } from "../catalog/index.ts";
import { killMarked } from "../sandbox/index.ts";
import { cacheFolders, DATA_PREFIX, dataRoots, removeDataFolder } from "../services/index.ts";
import { deadRuns } from "../workspace/index.ts";

/** Ends and removes what runs left behind whose grader was killed: processes, databases, folders. */
export async function sweep(place: Place): Promise<string[]> {
  const swept = new Set<string>();
  for (const root of dataRoots())
    for (const { id, path } of await deadRuns(root, DATA_PREFIX)) {
      await killMarked(id);
      // A folder of another user stays: it is not ours to remove.
      await removeDataFolder(path).then(
        () => swept.add(id),
        () => undefined,
      );
    }
  const folders = [
    join(place.state, "runs"),
    join(place.state, "reports"),
    ...(await labFolders(place)),
    ...cacheFolders(join(place.state, "cache")),
  ];
  for (const folder of folders)
    for (const { id, path } of [
      ...(await deadRuns(folder)),
      ...(await deadRuns(folder, "half-")),
      ...(await deadRuns(folder, ".work-")),
    ]) {
      if (!swept.has(id)) await killMarked(id);
      await rm(path, { recursive: true, force: true });
      swept.add(id);
    }
  return [...swept];
}

async function labFolders(place: Place): Promise<string[]> {
  return (await readdir(place.labs).catch(() => [])).map((name) => join(place.labs, name));
}
