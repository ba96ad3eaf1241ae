import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { GraderError } from "../errors.ts";

/** Path inside the target, with `/`, → content. Only what is graded. */
export type SourceFiles = Map<string, Buffer>;

const GRADED = /^src\/(?:[\w@+.-]+\/)*[\w@+-][\w@+.-]*\.(?:ts|mts|cts|js|mjs|cjs|json|sql|lua|html|txt)$/;
const MAX_FILES = 400;
const MAX_BYTES = 4 * 1024 * 1024;

/** Reads the graded files of a folder. Links, special files and other types stay outside; each is named in `left`. */
export async function readSourceFiles(
  folder: string,
  shown: string,
): Promise<{ files: SourceFiles; left: string[] }> {
  const files: SourceFiles = new Map();
  const left: string[] = [];
  let bytes = 0;
  const entries = await readdir(join(folder, "src"), { withFileTypes: true, recursive: true }).catch(
    (error) => {
      if (error.code === "ENOENT" || error.code === "ENOTDIR") return [];
      throw error;
    },
  );
  for (const entry of entries.sort((a, b) =>
    join(a.parentPath, a.name) < join(b.parentPath, b.name) ? -1 : 1,
  )) {
    if (entry.isDirectory()) continue;
    const full = join(entry.parentPath, entry.name);
    const path = relative(folder, full).split(sep).join("/");
    if (path.includes("node_modules/")) continue;
    if (!entry.isFile() || !GRADED.test(path)) {
      left.push(path);
      continue;
    }
    bytes += (await stat(full)).size;
    if (files.size >= MAX_FILES || bytes > MAX_BYTES)
      throw new GraderError(
        "target-too-large",
        `${shown}/src holds more than ${MAX_FILES} files or 4 MiB (at ${path}).`,
      );
    files.set(path, await readFile(full));
  }
  return { files, left };
}

/** SHA-256 over names and contents: equal for equal work, whatever the folder. */
export function sourceDigest(files: SourceFiles): string {
  const hash = createHash("sha256");
  for (const [path, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1)))
    hash.update(`${path}\0${content.length}\0`).update(content);
  return hash.digest("hex");
}
