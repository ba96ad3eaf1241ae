import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { newRunId } from "./run-id.ts";

/** What was kept in `cache` under `name` by an earlier command; undefined when there is nothing that can be read. */
export async function readKept(cache: string, name: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(join(cache, `${name}.json`), "utf8"));
  } catch {
    return undefined;
  }
}

/** Keeps what took a while to make. Readers see the old value or the new one, never a part. */
export async function keep(cache: string, name: string, value: unknown): Promise<void> {
  const half = join(cache, `half-${newRunId()}`);
  await mkdir(cache, { recursive: true, mode: 0o755 });
  await writeFile(half, JSON.stringify(value));
  await rename(half, join(cache, `${name}.json`));
}
