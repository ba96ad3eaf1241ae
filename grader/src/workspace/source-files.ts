import { createHash } from "node:crypto";
import type { Dirent } from "node:fs";
import { lstat, readdir, readFile, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { GraderError } from "../errors.ts";

/** Path inside the target, with `/`, → content. Only what is graded. */
export type SourceFiles = Map<string, Buffer>;

const GRADED =
  /^src\/(?:[\w@+-][\w@+.-]*\/)*[\w@+-][\w@+.-]*\.(?:ts|mts|cts|js|mjs|cjs|json|sql|lua|html|txt)$/;
const MAX_FILES = 400;
const MAX_BYTES = 4 * 1024 * 1024;

/** The graded files among `entries`, each read when it is due; `left` names the others. */
export async function collectGraded(
  entries: { path: string; regular: boolean; bytes: () => Promise<number>; read: () => Promise<Buffer> }[],
  shown: string,
): Promise<{ files: SourceFiles; left: string[] }> {
  const files: SourceFiles = new Map();
  const left: string[] = [];
  let total = 0;
  for (const { path, regular, bytes, read } of entries) {
    if (/(?:^|\/)node_modules\//.test(path)) continue;
    if (!regular || !GRADED.test(path)) {
      left.push(path);
      continue;
    }
    total += await bytes();
    if (files.size >= MAX_FILES || total > MAX_BYTES)
      throw new GraderError(
        "target-too-large",
        `${shown}/src holds more than ${MAX_FILES} files or 4 MiB (at ${path}).`,
      );
    files.set(path, await read());
  }
  return { files, left };
}

/** Reads the graded files of a folder. Links, special files and other types stay outside. */
export async function readSourceFiles(
  folder: string,
  shown: string,
): Promise<{ files: SourceFiles; left: string[] }> {
  const src = join(folder, "src");
  const top = await lstat(src).catch(absent);
  if (top === undefined) return { files: new Map(), left: [] };
  if (!top.isDirectory()) return { files: new Map(), left: ["src"] };
  const entries = (await below(src)).map((entry) => {
    const full = join(entry.parentPath, entry.name);
    return {
      path: relative(folder, full).split(sep).join("/"),
      regular: entry.isFile(),
      bytes: async () => (await stat(full)).size,
      read: () => readFile(full),
    };
  });
  return collectGraded(
    entries.sort((a, b) => (a.path < b.path ? -1 : 1)),
    shown,
  );
}

/** All but the folders. Node's own way to list what lies below goes into folders behind links too, wherever those lead. */
async function below(folder: string): Promise<Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries.map((entry) => (entry.isDirectory() ? below(join(folder, entry.name)) : [entry])),
  );
  return found.flat();
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT" && error.code !== "ENOTDIR") throw error;
}

/** SHA-256 over names and contents: equal for equal work, whatever the folder. */
export function sourceDigest(files: SourceFiles): string {
  const hash = createHash("sha256");
  for (const [path, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1)))
    hash.update(`${path}\0${content.length}\0`).update(content);
  return hash.digest("hex");
}
