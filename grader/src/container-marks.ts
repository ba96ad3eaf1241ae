import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Holds a file for each run that has containers, named by the run's id: without one no engine is asked. */
export const containerMarks = (state: string) => join(state, "containers");

/** Carried by every container of a run; its value is the run's id. */
export const RUN_LABEL = "picking-labs.run";

/** Comes before the first container of a run, so that the next command finds what a killed one leaves. */
export async function markContainers(marks: string, runId: string): Promise<void> {
  await mkdir(marks, { recursive: true });
  await writeFile(join(marks, runId), "");
}

/** Comes once none of its containers is left. */
export const unmarkContainers = (marks: string, runId: string): Promise<void> =>
  rm(join(marks, runId), { force: true });
