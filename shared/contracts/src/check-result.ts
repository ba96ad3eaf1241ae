import { z } from "zod";
import { capability } from "./capabilities.ts";
import { evidence } from "./evidence.ts";
import { stimulus } from "./stimulus.ts";

/** Why a check failed, as the learner reads it. */
export const failure = z.object({
  /** What was seen, one or two sentences, naming values. */
  saw: z.string(),
  expected: z.string().optional(),
  actual: z.string().optional(),
});

const common = {
  id: z.string(),
  task: z.string(),
  title: z.string(),
  points: z.number(),
  earned: z.number(),
  ms: z.number(),
  hint: z.string(),
  /** Where the brief promises it, `README.md#anchor`, and the promising text itself. */
  promise: z.object({ ref: z.string(), text: z.string() }),
  lesson: z.string(),
};

/**
 * `passed` | `failed` (the app's fault) | `not-reached` (a check it needs failed) | `errored` (the grader's or the
 * machine's fault) | `not-judged` (the services of this run do not allow what the check needs: no verdict, and no fault of anybody's).
 */
export const checkResult = z.discriminatedUnion("outcome", [
  z.object({ ...common, outcome: z.literal("passed") }),
  z.object({
    ...common,
    outcome: z.literal("failed"),
    failure,
    evidence: z.array(evidence),
    stimulus,
  }),
  z.object({ ...common, outcome: z.literal("not-reached"), because: z.string() }),
  z.object({ ...common, outcome: z.literal("errored"), error: z.string() }),
  z.object({
    ...common,
    outcome: z.literal("not-judged"),
    capability,
    /** A sentence without its end: what is needed, and where it is to be had. */
    reason: z.string(),
    cure: z.string(),
  }),
]);

export type Failure = z.infer<typeof failure>;
export type CheckResult = z.infer<typeof checkResult>;
export type CheckOutcome = CheckResult["outcome"];
