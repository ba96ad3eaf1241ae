import { lstatSync } from "node:fs";
import { cp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Lab } from "../catalog/index.ts";
import { newRunId } from "../run-id.ts";

/** Copies the starter to `work/` unless something is there; true when it did. The copy appears whole or not at all. */
export async function startWork(lab: Lab): Promise<boolean> {
  const work = join(lab.folder, "work");
  // A link that leads nowhere is somebody's, too.
  const isThere = () => lstatSync(work, { throwIfNoEntry: false }) !== undefined;
  if (isThere()) return false;
  const half = join(lab.folder, `.work-${newRunId()}`);
  try {
    await cp(join(lab.folder, "starter"), half, { recursive: true, errorOnExist: true });
    await rename(half, work);
  } catch (error) {
    // Another command began it meanwhile.
    if (isThere()) return false;
    throw error;
  } finally {
    await rm(half, { recursive: true, force: true });
  }
  return true;
}
