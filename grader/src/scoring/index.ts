export { fold, type FoldedChecks, resultOf } from "./fold.ts";
export { taskResults } from "./tasks.ts";
