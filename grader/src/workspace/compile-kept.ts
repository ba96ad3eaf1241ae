import { createHash } from "node:crypto";
import { keep, readKept } from "../kept-json.ts";
import { type Compiled, compile, compileFile } from "./compile.ts";
import type { SourceFiles } from "./source-files.ts";

/** Raised when compiling gives something else for the same text. */
const WAY = "1";

type Kept = Record<string, { code: string; mapped: boolean }>;

/**
 * Compiles only what has changed since the last run of this lab: loading a compiler takes longer than a small app needs to
 * start. What is kept is one file a lab, the last run's.
 */
export async function compileKept(files: SourceFiles, lab: string, cache: string): Promise<Compiled> {
  const name = `compiled-${lab}`;
  const kept = readFiles(await readKept(cache, name));
  const now: Kept = {};
  let changed = false;
  const compiled = await compile(files, async (path, text) => {
    const key = keyOf(path, text);
    changed ||= kept[key] === undefined;
    const file = kept[key] ?? (await compileFile(path, text));
    now[key] = file;
    return file;
  });
  if (changed) await keep(cache, name, now);
  return compiled;
}

const keyOf = (path: string, text: string) =>
  createHash("sha256")
    .update(JSON.stringify([WAY, process.versions.node, path, text]))
    .digest("base64url");

/** What is not in order is made again. By hand: a parser would be loaded before services start. */
function readFiles(kept: unknown): Kept {
  if (typeof kept !== "object" || kept === null) return {};
  const inOrder = (file: Partial<Kept[string]> | null) =>
    typeof file?.code === "string" && typeof file.mapped === "boolean";
  return Object.values(kept).every(inOrder) ? (kept as Kept) : {};
}
