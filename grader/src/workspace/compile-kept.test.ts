import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { compile } from "./compile.ts";
import { compileKept } from "./compile-kept.ts";

const sources = (texts: Record<string, string>) =>
  new Map(Object.entries(texts).map(([path, text]) => [path, Buffer.from(text)]));

const PLAIN = "export const one: number = 1;\n";
const MAPPED = "export enum Two { A }\n";

async function newCache(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "kept-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

test("A second run gives what the first gave, and what a changed file now holds", async () => {
  const cache = await newCache();
  const first = sources({ "src/a.ts": PLAIN, "src/b.ts": MAPPED, "src/c.sql": "select 1" });
  expect(await compileKept(first, "lab-x", cache)).toEqual(await compile(first));
  expect(await compileKept(first, "lab-x", cache)).toEqual(await compile(first));
  const changed = sources({ "src/a.ts": "export const one: string = 'x';\n", "src/c.sql": "select 1" });
  expect(await compileKept(changed, "lab-x", cache)).toEqual(await compile(changed));
});

test("What is kept is used: it is the last run's, one file a lab, and nothing half-written stays", async () => {
  const cache = await newCache();
  const files = sources({ "src/a.ts": PLAIN });
  await compileKept(files, "lab-x", cache);
  expect(await readdir(cache)).toEqual(["compiled-lab-x.json"]);
  const place = join(cache, "compiled-lab-x.json");
  await writeFile(place, (await readFile(place, "utf8")).replace("= 1", "= 7"));
  const { files: again } = await compileKept(files, "lab-x", cache);
  expect(String(again.get("src/a.ts"))).toContain("= 7");
});

test("The same text at another path is another file", async () => {
  const cache = await newCache();
  await compileKept(sources({ "src/a.ts": MAPPED }), "lab-x", cache);
  const { files } = await compileKept(sources({ "src/z.ts": MAPPED }), "lab-x", cache);
  expect(files).toEqual((await compile(sources({ "src/z.ts": MAPPED }))).files);
});

test.for(["", "{", "[]", '{"k":{"code":1}}'])("A kept file that reads %j is made again", async (damaged) => {
  const cache = await newCache();
  await writeFile(join(cache, "compiled-lab-x.json"), damaged);
  const files = sources({ "src/a.ts": PLAIN });
  expect(await compileKept(files, "lab-x", cache)).toEqual(await compile(files));
  expect(await compileKept(files, "lab-x", cache)).toEqual(await compile(files));
});

test("A syntax error is told each time", async () => {
  const cache = await newCache();
  const files = sources({ "src/a.ts": "const = 1" });
  for (let run = 0; run < 2; run++)
    await expect(compileKept(files, "lab-x", cache)).rejects.toMatchObject({ code: "syntax-error" });
});
