import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { newRunId } from "../run-id.ts";
import { type Compiled, compile, compileFile } from "./compile.ts";
import type { SourceFiles } from "./source-files.ts";

/** Raised when compiling gives something else for the same text. */
const WAY = "1";

const keptFiles = z.record(z.string(), z.object({ code: z.string(), mapped: z.boolean() }));
type Kept = z.infer<typeof keptFiles>;

/**
 * Compiles only what has changed since the last run of this lab: loading a compiler takes longer than a small app needs to
 * start. What is kept is one file a lab, the last run's.
 */
export async function compileKept(files: SourceFiles, lab: string, cache: string): Promise<Compiled> {
  const place = join(cache, `compiled-${lab}.json`);
  const kept = await readKept(place);
  const now: Kept = {};
  let changed = false;
  const compiled = await compile(files, async (path, text) => {
    const key = keyOf(path, text);
    changed ||= kept[key] === undefined;
    const file = kept[key] ?? (await compileFile(path, text));
    now[key] = file;
    return file;
  });
  if (changed) {
    const half = join(cache, `half-${newRunId()}`);
    await mkdir(cache, { recursive: true, mode: 0o755 });
    await writeFile(half, JSON.stringify(now));
    await rename(half, place);
  }
  return compiled;
}

const keyOf = (path: string, text: string) =>
  createHash("sha256")
    .update(JSON.stringify([WAY, process.versions.node, path, text]))
    .digest("base64url");

/** What cannot be read is made again. */
async function readKept(place: string): Promise<Kept> {
  try {
    return keptFiles.parse(JSON.parse(await readFile(place, "utf8")));
  } catch {
    return {};
  }
}
