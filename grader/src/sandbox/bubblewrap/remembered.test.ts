import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { remembered } from "./remembered.ts";

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "remembered-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

test("What worked is remembered, below folders that were not there", async () => {
  const file = join(await newFolder(), "a/b/works");
  expect(remembered(file).works).toBe(false);
  remembered(file).keep();
  expect(remembered(file).works).toBe(true);
});

test("Another program under the same name makes it unknown again", async () => {
  const folder = await newFolder();
  const file = join(folder, "works");
  const path = process.env.PATH;
  onTestFinished(() => {
    process.env.PATH = path;
  });
  remembered(file).keep();
  process.env.PATH = `${folder}:${path}`;
  expect(remembered(file).works).toBe(true);
  await writeFile(join(folder, "bwrap"), "");
  expect(remembered(file).works).toBe(false);
});

test("A folder of PATH that cannot be looked into is passed over", async () => {
  const folder = await newFolder();
  const path = process.env.PATH;
  onTestFinished(() => {
    process.env.PATH = path;
  });
  // For root too, which may enter all that is closed to others.
  const loop = join(folder, "loop");
  await symlink(loop, loop);
  process.env.PATH = `${loop}:${path}`;
  remembered(join(folder, "works")).keep();
  expect(remembered(join(folder, "works")).works).toBe(true);
});

test("Where nothing can be kept, nothing is, and nothing fails", async () => {
  const file = join(await newFolder(), "works");
  await writeFile(file, "");
  const below = join(file, "below");
  remembered(below).keep();
  expect(remembered(below).works).toBe(false);
});
