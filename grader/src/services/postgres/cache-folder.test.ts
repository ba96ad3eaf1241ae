import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { cacheFolder, openToAll } from "./cache-folder.ts";

async function folderBelow(mode: number): Promise<string> {
  const top = await mkdtemp(join(tmpdir(), "cache-"));
  onTestFinished(() => rm(top, { recursive: true }));
  const inner = join(top, "a/b");
  await mkdir(inner, { recursive: true });
  await chmod(top, mode);
  return inner;
}

test.for([
  [0o755, true],
  [0o700, false],
  [0o750, false],
  [0o711, false],
] as const)("A folder below one of mode %o is open to all: %s", async ([mode, open]) => {
  const folder = await folderBelow(mode);
  expect(await openToAll(folder)).toBe(open);
  expect(await openToAll(join(folder, "not/yet/there"))).toBe(open);
});

test("Another account's cache lies outside of a folder that is closed to it; our own stays where it is", async () => {
  const closed = await folderBelow(0o700);
  expect(await cacheFolder(closed, { uid: 65_534 })).toBe("/var/cache/picking-labs");
  expect(await cacheFolder(closed, {})).toBe(closed);
  const open = await folderBelow(0o755);
  expect(await cacheFolder(open, { uid: 65_534 })).toBe(open);
});
