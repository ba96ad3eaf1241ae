import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { GraderError } from "../errors.ts";
import { nearest } from "./nearest.ts";

/** Folder names of all labs under `labs`, in order. */
export async function listLabs(labs: string): Promise<string[]> {
  const entries = await readdir(labs, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && existsSync(join(labs, entry.name, "lab.yaml")))
    .map((entry) => entry.name)
    .sort();
}

/** The folder name for what a user typed: `lab-05`, `5`, `lab-05-postgres` or `postgres`. */
export async function findLab(labs: string, typed: string): Promise<string> {
  const all = await listLabs(labs);
  const number = /^(?:lab-?)?0*(\d{1,2})$/i.exec(typed)?.[1];
  const found =
    all.find((name) => name === typed) ??
    (number && all.find((name) => name.startsWith(`lab-${number.padStart(2, "0")}-`))) ??
    all.find((name) => name.slice("lab-NN-".length) === typed);
  if (found) return found;
  const short = (name: string) => name.slice(0, "lab-NN".length);
  const offer = nearest(typed, [
    ...all,
    ...all.map(short),
    ...all.map((name) => name.slice("lab-NN-".length)),
  ]);
  const suggestion = offer ? ` Did you mean ${offer}?` : "";
  throw new GraderError("unknown-lab", `There is no lab "${typed}".${suggestion}`);
}
