export { checkLab, type GateFinding, type GateResult } from "./check-lab.ts";
export { gradeLab, type GradeRequest } from "./grade-lab.ts";
export { sweep } from "./sweep.ts";
