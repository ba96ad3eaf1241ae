import { accessSync, constants } from "node:fs";
import { join } from "node:path";

/** Where servers lie that are in nobody's PATH: system folders, and Homebrew's on both kinds of Mac. */
const FOLDERS = [
  "/usr/local/bin",
  "/usr/bin",
  "/usr/sbin",
  "/usr/local/sbin",
  "/opt/homebrew/bin",
  "/opt/homebrew/sbin",
];

/** The absolute path of an installed program. */
export function findProgram(name: string, path = process.env.PATH ?? ""): string | undefined {
  const folders = [...path.split(":").filter((folder) => folder.startsWith("/")), ...FOLDERS];
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
