import { join } from "node:path";

/** Holds a file for each run that has containers, named by the run's id: without one no engine is asked. */
export const containerMarks = (state: string) => join(state, "containers");

/** Carried by every container of a run; its value is the run's id. */
export const RUN_LABEL = "picking-labs.run";
