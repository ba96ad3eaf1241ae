export { compile } from "./compile.ts";
export {
  createRunDirectory,
  deadRuns,
  newRunId,
  processStart,
  type RunDirectory,
  type RunId,
} from "./run-directory.ts";
export { type SourceFiles, sourceDigest } from "./source-files.ts";
export { startWork } from "./start-work.ts";
export { readTarget, type Target } from "./target.ts";
export { type WrittenApp, writeApp } from "./write-app.ts";
