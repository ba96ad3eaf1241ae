import { existsSync, statfsSync } from "node:fs";
import { chown, mkdir, readFile, rm } from "node:fs/promises";
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

/** Kills the server that still uses the folder, if any, and removes it. */
export async function removeDataFolder(folder: string): Promise<void> {
  const pidFile = await readFile(join(folder, "data", "postmaster.pid"), "utf8").catch(() => "");
  const [pid, directory] = pidFile.split("\n");
  if (pid && directory === join(folder, "data") && (await runsIn(Number(pid), folder)))
    process.kill(Number(pid), "SIGKILL");
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}

/** The pid may have been given to somebody else since: only a command line that names the folder is the server. */
async function runsIn(pid: number, folder: string): Promise<boolean> {
  if (process.platform !== "linux") return true;
  return (await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")).includes(folder);
}
