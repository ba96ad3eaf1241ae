import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import type { Account } from "../account.ts";

const SYSTEM_CACHE = "/var/cache/picking-labs";

/** Every place that may hold long-lived files. */
export const cacheFolders = (own: string): string[] => [own, SYSTEM_CACHE];

/** Where long-lived Postgres files go: our own cache, unless another account must read them and cannot. */
export async function cacheFolder(own: string, account: Account): Promise<string> {
  return account.uid === undefined || (await openToAll(own)) ? own : SYSTEM_CACHE;
}

/** Whether every existing folder on the way may be entered by any account. */
export async function openToAll(path: string): Promise<boolean> {
  for (let folder = path; ; folder = dirname(folder)) {
    const mode = (await stat(folder).catch(() => undefined))?.mode ?? 0o755;
    if ((mode & 0o005) !== 0o005) return false;
    if (folder === dirname(folder)) return true;
  }
}
