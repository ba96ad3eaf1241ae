import { existsSync, statfsSync } from "node:fs";
import { chown, mkdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Account } from "./account.ts";

/** Begins the name of every data folder; the run's id follows. */
export const DATA_PREFIX = "picking-labs-";
const SHARED_MEMORY = "/dev/shm";
/** A data directory needs about 45 MiB; a container's 64 MiB of shared memory would be too tight. */
const ENOUGH_BYTES = 512 * 1024 * 1024;

/** Every place that may hold data folders of a run. */
export const dataRoots = (): string[] => [SHARED_MEMORY, tmpdir()].filter((root) => existsSync(root));

/** A private folder for one run's data, in memory where there is room: databases are cloned five times quicker there. */
export async function createDataFolder(runId: string, account: Account): Promise<string> {
  const roomy = (root: string) => {
    const { bavail, bsize } = statfsSync(root);
    return bavail * bsize > ENOUGH_BYTES;
  };
  const root = existsSync(SHARED_MEMORY) && roomy(SHARED_MEMORY) ? SHARED_MEMORY : tmpdir();
  const folder = join(root, DATA_PREFIX + runId);
  await mkdir(folder, { mode: 0o700 });
  if (account.uid !== undefined) await chown(folder, account.uid, account.gid ?? account.uid);
  return folder;
}

export const removeDataFolder = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
