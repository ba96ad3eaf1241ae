export { newRunId } from "../run-id.ts";
export { compileKept } from "./compile-kept.ts";
export { createRunDirectory, deadRuns, type RunDirectory } from "./run-directory.ts";
export { runInPlace } from "./run-in-place.ts";
export { readSourceFiles, type SourceFiles, sourceDigest } from "./source-files.ts";
export { startWork } from "./start-work.ts";
export { readTarget, type Target } from "./target.ts";
export { type WrittenApp, writeApp } from "./write-app.ts";
