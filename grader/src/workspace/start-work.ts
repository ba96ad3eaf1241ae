import { existsSync } from "node:fs";
import { cp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Lab } from "../catalog/index.ts";
import { newRunId } from "./run-directory.ts";

/** Copies the starter to `work/` unless there is one; true when it did. The copy appears whole or not at all. */
export async function startWork(lab: Lab): Promise<boolean> {
  const work = join(lab.folder, "work");
  if (existsSync(work)) return false;
  const half = join(lab.folder, `.work-${newRunId()}`);
  try {
    await cp(join(lab.folder, "starter"), half, { recursive: true, errorOnExist: true });
    await rename(half, work);
  } finally {
    await rm(half, { recursive: true, force: true });
  }
  return true;
}
