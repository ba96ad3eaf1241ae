import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { chown, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Processes } from "../../sandbox/index.ts";
import type { Account } from "../account.ts";
import { newPassword } from "../new-password.ts";
import type { Binaries } from "./binaries.ts";

/** A data directory to copy, and the judge's password in it, which each run changes at once. */
export type Seed = { data: string; password: string };
export const JUDGE = "judge";

export type SeedPlace = {
  binaries: Binaries;
  account: Account;
  cache: string;
  runId: string;
  processes: Processes;
};

const PREFIX = "postgres-seed-";
const UNUSED_MS = 30 * 24 * 60 * 60 * 1000;
export const INITDB = ["-U", JUDGE, "--auth=scram-sha-256", "-E", "UTF8", "--locale=C", "--wal-segsize=1"];

/** The seed made from `parts`, when there is one: any other part, version or account is another seed. */
export async function findSeed(place: SeedPlace, parts: readonly string[]): Promise<Seed | undefined> {
  const folder = folderOf(place, parts);
  if (!existsSync(folder)) return undefined;
  const now = new Date();
  // Only its owner may; somebody else's use keeps it as long as its owner's.
  await utimes(folder, now, now).catch(() => {});
  return { data: join(folder, "data"), password: await readFile(join(folder, "password"), "utf8") };
}

/** A fresh cluster: made on the first run, which takes about a second. */
export async function clusterSeed(place: SeedPlace, tell: (text: string) => void): Promise<Seed> {
  const found = await findSeed(place, INITDB);
  if (found) return found;
  tell("Preparing Postgres for the first time");
  return keepSeed(place, INITDB, newPassword(), async (half) => {
    const { binaries, account, processes } = place;
    const options = [...INITDB, `--pwfile=${join(half, "password")}`, "--no-sync", "--no-instructions"];
    await processes.run(binaries.initdb, ["-D", join(half, "data"), ...options], { account, what: "initdb" });
  });
}

/** Keeps what `fill` puts into `data` of the folder that it is given; half a seed is never seen. */
export async function keepSeed(
  place: SeedPlace,
  parts: readonly string[],
  password: string,
  fill: (half: string) => Promise<void>,
): Promise<Seed> {
  const { account, cache, runId } = place;
  const folder = folderOf(place, parts);
  const half = join(cache, `half-${runId}`);
  await mkdir(cache, { recursive: true, mode: 0o755 });
  await mkdir(half, { mode: 0o700 });
  try {
    await writeFile(join(half, "password"), password, { mode: 0o600 });
    for (const path of [half, join(half, "password")])
      if (account.uid !== undefined) await chown(path, account.uid, account.gid ?? account.uid);
    await fill(half);
    await rename(half, folder).catch((error) => {
      // Another first run was quicker; its seed serves as well.
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(half, { recursive: true, force: true });
  }
  await removeUnused(folder);
  return { data: join(folder, "data"), password: await readFile(join(folder, "password"), "utf8") };
}

function folderOf({ binaries, account, cache }: SeedPlace, parts: readonly string[]): string {
  const hash = createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
  return join(cache, `${PREFIX}${binaries.version}-${account.uid ?? process.getuid?.() ?? 0}-${hash}`);
}

/** Seeds of schemas and versions that are no longer there would stay for ever. */
async function removeUnused(made: string): Promise<void> {
  const cache = dirname(made);
  for (const name of await readdir(cache)) {
    const folder = join(cache, name);
    if (!name.startsWith(PREFIX) || folder === made) continue;
    const { mtimeMs } = await stat(folder);
    if (Date.now() - mtimeMs > UNUSED_MS) await rm(folder, { recursive: true, force: true }).catch(() => {});
  }
}
