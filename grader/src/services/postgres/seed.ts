import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chown, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Processes } from "../../sandbox/index.ts";
import type { Account } from "./account.ts";
import type { Binaries } from "./binaries.ts";

/** An initialised data directory and the judge's password in it, which each run changes at once. */
export type Seed = { data: string; password: string };
export const JUDGE = "judge";

/** Makes the seed on the first run (about a second) and finds it afterwards. */
export async function postgresSeed(
  binaries: Binaries,
  account: Account,
  cache: string,
  runId: string,
  processes: Processes,
  tell: (text: string) => void,
): Promise<Seed> {
  const folder = join(cache, `postgres-seed-${binaries.version}-${account.uid ?? process.getuid?.() ?? 0}`);
  if (!existsSync(folder)) {
    tell("Preparing Postgres for the first time");
    await build(folder, runId, binaries, account, processes);
  }
  return { data: join(folder, "data"), password: await readFile(join(folder, "password"), "utf8") };
}

async function build(
  folder: string,
  runId: string,
  binaries: Binaries,
  account: Account,
  processes: Processes,
) {
  const half = join(dirname(folder), `half-${runId}`);
  await mkdir(dirname(folder), { recursive: true, mode: 0o755 });
  await mkdir(half, { mode: 0o700 });
  try {
    await writeFile(join(half, "password"), randomBytes(18).toString("base64url"), { mode: 0o600 });
    for (const path of [half, join(half, "password")])
      if (account.uid !== undefined) await chown(path, account.uid, account.gid ?? account.uid);
    const options = [
      "-D",
      join(half, "data"),
      "-U",
      JUDGE,
      "--auth=scram-sha-256",
      `--pwfile=${join(half, "password")}`,
    ];
    await processes.run(
      binaries.initdb,
      [...options, "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions"],
      { account, what: "initdb" },
    );
    await rename(half, folder).catch((error) => {
      // Another first run was quicker; its seed serves as well.
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(half, { recursive: true, force: true });
  }
}
