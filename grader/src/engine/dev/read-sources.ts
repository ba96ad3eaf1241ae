import { join } from "node:path";
import type { Lab, Place } from "../../catalog/index.ts";
import { GraderError } from "../../errors.ts";
import { compileKept, readSourceFiles, sourceDigest } from "../../workspace/index.ts";

export type Sources = {
  /** Equal for equal sources. */
  digest: string;
  /** Why they cannot be started. */
  problem?: GraderError;
};

/** A file may go away between its being listed and its being read. */
const MOST_TRIES = 20;

/** What lies in the work folder now, and whether it compiles; nothing of it is run. */
export async function readSources(lab: Lab, place: Place, shown: string): Promise<Sources> {
  for (let tries = 1; ; tries++)
    try {
      return await readOnce(lab, place, shown);
    } catch (error) {
      if (error instanceof GraderError) return { digest: error.message, problem: error };
      if ((error as NodeJS.ErrnoException).code !== "ENOENT" || tries === MOST_TRIES) throw error;
    }
}

async function readOnce(lab: Lab, place: Place, shown: string): Promise<Sources> {
  const { files } = await readSourceFiles(join(lab.folder, "work"), shown);
  const digest = sourceDigest(files);
  const { entry } = lab.manifest;
  if (!files.has(entry))
    return { digest, problem: new GraderError("work-empty", `There is no ${entry} in ${shown}.`) };
  try {
    await compileKept(files, lab.name, join(place.state, "cache"));
    return { digest };
  } catch (error) {
    if (!(error instanceof GraderError)) throw error;
    return { digest, problem: error };
  }
}
