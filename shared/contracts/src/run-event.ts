import { z } from "zod";
import { checkResult } from "./check-result.ts";
import { report } from "./report.ts";

/** What a run tells while it runs, in order; reporters are fed with these alone. */
export const runEvent = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("run-started"),
    lab: z.string(),
    title: z.string(),
    target: z.string(),
    seed: z.string(),
    checks: z.number(),
  }),
  z.object({ type: z.literal("notice"), text: z.string() }),
  z.object({ type: z.literal("phase-started"), phase: z.string(), text: z.string() }),
  z.object({ type: z.literal("phase-ended"), phase: z.string(), ms: z.number() }),
  z.object({ type: z.literal("check-ended"), result: checkResult }),
  z.object({ type: z.literal("run-ended"), report }),
]);

export type RunEvent = z.infer<typeof runEvent>;
