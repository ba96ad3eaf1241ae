import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Writes the small files of a system that has one account and one host. */
export async function writeEtc(folder: string, uid: number): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const files = {
    passwd: `app:x:${uid}:${uid}::/tmp:/bin/sh\n`,
    group: `app:x:${uid}:\n`,
    hosts: "127.0.0.1 localhost\n::1 localhost\n",
    "nsswitch.conf": "passwd: files\ngroup: files\nhosts: files\n",
  };
  for (const [name, text] of Object.entries(files))
    await writeFile(join(folder, name), text, { mode: 0o644 });
}
