import { existsSync } from "node:fs";
import { join } from "node:path";

/** Where a program lies as our own user's PATH finds it, for commands that run with another PATH; else its bare name. */
export function programInPath(name: string): string {
  const folders = (process.env.PATH ?? "").split(":").filter((folder) => folder !== "");
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file)) ?? name;
}
