import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { GraderError } from "../errors.ts";

/**
 * Writes one file into `scratch` that imports all files of the suite; JavaScript, as it loads quicker. A worker costs half
 * a second of a core and 50 MB to load, and checks mostly wait, so one serves them all.
 */
export async function writeEntry(suite: string, scratch: string): Promise<void> {
  const files = (await readdir(suite).catch(() => [])).filter((name) => name.endsWith(".test.ts")).sort();
  if (files.length === 0) throw new GraderError("suite-crashed", `The lab has no *.test.ts in ${suite}.`);
  await mkdir(scratch, { recursive: true });
  const imports = files.map((file) => `import ${JSON.stringify(join(suite, file))};\n`);
  await writeFile(join(scratch, "suite.test.mjs"), imports.join(""));
}
