import { readdir } from "node:fs/promises";
import type { Lab } from "../catalog/index.ts";

const EXPECTED = new Set([
  ..."README.md lesson.md quiz.yaml think.md pair.md rubric.md lab.yaml package.json tsconfig.json turbo.json".split(
    " ",
  ),
  ..."starter solution examples hidden mistakes alternatives".split(" "),
]);
/** Made by tools or by the learner, and ignored by git on main. */
const IGNORED = new Set(["work", "node_modules", ".turbo", ".results"]);

/** What lies in a lab's folder and is no part of a lab. */
export async function unexpectedFiles(lab: Lab): Promise<string[]> {
  const names = await readdir(lab.folder);
  const known = (name: string) => EXPECTED.has(name) || IGNORED.has(name) || name === lab.manifest.schemaSql;
  return names.filter((name) => !known(name)).map((name) => `unexpected: ${name}`);
}
