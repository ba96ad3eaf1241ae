export { checkLab, type GateFinding } from "./check-lab.ts";
export { type GradeRequest, gradeLab } from "./grade-lab.ts";
export { sweep } from "./sweep.ts";
