export { ensureInstalled } from "./ensure-installed.mjs";
export { requireNode } from "./platform.mjs";
export { exitCodes, Problem } from "./problem.mjs";
