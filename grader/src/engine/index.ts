import type { checkLab as check } from "./check-lab.ts";
import type { replayCheck as replay } from "./replay-check.ts";

export type { GateFinding } from "./check-lab.ts";
export { type GradeRequest, gradeLab } from "./grade-lab.ts";
export { sweep } from "./sweep.ts";

// A grade needs neither, and waits for all that is loaded.
export const checkLab: typeof check = async (request) => (await import("./check-lab.ts")).checkLab(request);
export const replayCheck: typeof replay = async (request) =>
  (await import("./replay-check.ts")).replayCheck(request);
