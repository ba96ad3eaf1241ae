import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { loadLab } from "./load-lab.ts";

const NAME = "lab-95-ten";
const LABS = join(import.meta.dirname, "../../bench/labs");

/** A lab's manifest alone, and a folder to keep things in. */
async function newPlace() {
  const folder = await mkdtemp(join(tmpdir(), "lab-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp(join(LABS, NAME, "lab.yaml"), join(folder, NAME, "lab.yaml"));
  const manifest = join(folder, NAME, "lab.yaml");
  const edit = async (from: string | RegExp, to: string) => {
    const text = await readFile(manifest, "utf8");
    expect(text).toMatch(from);
    await writeFile(manifest, text.replace(from, to));
  };
  return { labs: folder, cache: join(folder, "cache"), edit };
}

test("A manifest that is kept is the one that was read, and is read again when its text changes", async () => {
  const { labs, cache, edit } = await newPlace();
  const read = await loadLab(labs, NAME);
  expect(await loadLab(labs, NAME, cache)).toEqual(read);
  expect(await loadLab(labs, NAME, cache)).toEqual(read);
  expect(await readdir(cache)).toEqual([`manifest-${NAME}.json`]);
  await edit(/^title: .*$/m, "title: Another title");
  expect((await loadLab(labs, NAME, cache)).manifest.title).toBe("Another title");
});

test("What is kept is used", async () => {
  const { labs, cache } = await newPlace();
  await loadLab(labs, NAME, cache);
  const file = join(cache, `manifest-${NAME}.json`);
  await writeFile(file, (await readFile(file, "utf8")).replace(/"title":"[^"]*"/, '"title":"As kept"'));
  expect((await loadLab(labs, NAME, cache)).manifest.title).toBe("As kept");
});

test.for(["", "null", "[]", "{", '{"key":1}'])("A kept file that reads %j is made again", async (damaged) => {
  const { labs, cache } = await newPlace();
  const read = await loadLab(labs, NAME, cache);
  await writeFile(join(cache, `manifest-${NAME}.json`), damaged);
  expect(await loadLab(labs, NAME, cache)).toEqual(read);
});

test("A broken manifest is told each time, and not kept", async () => {
  const { labs, cache, edit } = await newPlace();
  await edit(/^session: .*$/m, "session: many");
  for (let run = 0; run < 2; run++)
    await expect(loadLab(labs, NAME, cache)).rejects.toMatchObject({ code: "manifest-broken" });
  await expect(readdir(cache)).rejects.toMatchObject({ code: "ENOENT" });
});
