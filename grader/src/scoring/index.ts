export { type FoldedChecks, fold, resultOf } from "./fold.ts";
export { taskResults } from "./tasks.ts";
