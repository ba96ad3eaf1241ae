export { compileKept } from "./compile-kept.ts";
export {
  createRunDirectory,
  deadRuns,
  newRunId,
  type RunDirectory,
  type RunId,
} from "./run-directory.ts";
export type { SourceFiles } from "./source-files.ts";
export { startWork } from "./start-work.ts";
export { readTarget, type Target } from "./target.ts";
export { type WrittenApp, writeApp } from "./write-app.ts";
