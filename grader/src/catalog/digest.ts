import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";

/** SHA-256 over names and contents of all regular files below `folders`, in an order that every system shares. */
export async function digestFolder(base: string, folders: string[]): Promise<string> {
  const files: string[] = [];
  for (const folder of folders) {
    const entries = await readdir(join(base, folder), { withFileTypes: true, recursive: true }).catch(
      () => [],
    );
    files.push(
      ...entries
        .filter((entry) => entry.isFile())
        .map((entry) => relative(base, join(entry.parentPath, entry.name))),
    );
  }
  const hash = createHash("sha256");
  for (const file of files.map((name) => name.split(sep).join("/")).sort()) {
    const content = await readFile(join(base, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}
