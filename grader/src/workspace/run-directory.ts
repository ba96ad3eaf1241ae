import { mkdir, readdir, realpath, rm } from "node:fs/promises";
import { join } from "node:path";
import { isRunId, newRunId, ownerLives, type RunId } from "../run-id.ts";

export type RunDirectory = AsyncDisposable & { id: RunId; path: string };

/** A folder of one run under `parent`, removed when the run ends. */
export async function createRunDirectory(parent: string, id: RunId = newRunId()): Promise<RunDirectory> {
  const path = join(parent, id);
  await mkdir(path, { recursive: true, mode: 0o755 });
  return {
    id,
    // An app may read what lies below this, and Node asks that of the path without links.
    path: await realpath(path),
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 40 }),
  };
}

/** Runs under `parent` whose grader is gone. `prefix` stands before the id in the folder's name. */
export async function deadRuns(parent: string, prefix = ""): Promise<{ id: RunId; path: string }[]> {
  const names = await readdir(parent).catch(() => []);
  return names
    .filter((name) => name.startsWith(prefix) && isRunId(name.slice(prefix.length)))
    .map((name) => ({ id: name.slice(prefix.length), path: join(parent, name) }))
    .filter(({ id }) => !ownerLives(id));
}
