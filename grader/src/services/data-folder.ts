import { execFile } from "node:child_process";
import { existsSync, statfsSync } from "node:fs";
import { chown, mkdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Account } from "./account.ts";

/** Begins the name of every data folder; the run's id follows. */
export const DATA_PREFIX = "picking-labs-";
const SHARED_MEMORY = "/dev/shm";
/** Its key and its id; the lines of postmaster.pid count from 0. */
const SHARED_MEMORY_LINE = 6;
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

/** What the command line of a RabbitMQ with its data in `folder` holds: Erlang names its HOME there. */
export const nodeWords = (folder: string): string[] => ["-home", folder];

export async function removeDataFolder(folder: string): Promise<void> {
  await freeSharedMemory(folder);
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}

/** A server that was killed leaves its pid file and a piece of System V shared memory, of which a machine has few. */
async function freeSharedMemory(folder: string): Promise<void> {
  const pidFile = await readFile(join(folder, "data", "postmaster.pid"), "utf8").catch(() => "");
  const [, id] = /^ *\d+ +(\d+) *$/.exec(pidFile.split("\n")[SHARED_MEMORY_LINE] ?? "") ?? [];
  if (id !== undefined) await promisify(execFile)("ipcrm", ["-m", id]).catch(() => {});
}
