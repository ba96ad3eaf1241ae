import { chmod, readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** A checkout may be closed to all but its owner; what an app is to read must be open to its account. */
export async function openToAll(path: string): Promise<void> {
  const { mode } = await stat(path);
  const folder = (mode & 0o170000) === 0o040000;
  const wanted = folder ? 0o005 : 0o004;
  if ((mode & wanted) === wanted) return;
  await chmod(path, (mode & 0o7777) | wanted | ((mode & 0o100) >> 6));
  if (!folder) return;
  for (const entry of await readdir(path, { withFileTypes: true }))
    if (entry.isFile() || entry.isDirectory()) await openToAll(join(path, entry.name));
}
