export { checkLab, type GateFinding } from "./check-lab.ts";
export { type GradeRequest, gradeLab } from "./grade-lab.ts";
export { replayCheck } from "./replay-check.ts";
export { sweep } from "./sweep.ts";
