import { z } from "zod";
import { checkResult } from "./check-result.ts";
import { SCHEMA_VERSION } from "./versions.ts";

const phaseTiming = z.object({ name: z.string(), ms: z.number() });
const targetKind = z.enum(["work", "solution", "starter", "mistake", "alternative", "path", "git-ref"]);

const taskResult = z.object({
  id: z.string(),
  /** As the brief counts them, from 1, also when only a part of the lab was chosen. */
  number: z.int(),
  title: z.string(),
  points: z.number(),
  earned: z.number(),
  /** Points of checks that could not be judged; `points` does not hold them. */
  notJudged: z.number().optional(),
});

const problem = z.object({ code: z.string(), message: z.string(), cure: z.string() });

const common = {
  schema: z.literal(SCHEMA_VERSION),
  lab: z.object({ id: z.string(), version: z.string(), title: z.string() }),
  suite: z.object({ digest: z.string() }),
  target: z.object({ kind: targetKind, name: z.string(), digest: z.string() }),
  seed: z.string(),
  /** ISO 8601, UTC. */
  startedAt: z.string(),
  isolation: z.object({ levels: z.array(z.string()), notes: z.array(z.string()) }),
  services: z.array(z.object({ name: z.string(), version: z.string(), provider: z.string() })),
  phases: z.array(phaseTiming),
};

/** The one result of a run. No secrets, no absolute paths. */
export const report = z.discriminatedUnion("outcome", [
  z.object({
    ...common,
    outcome: z.literal("graded"),
    /** 0–100; over the selected checks only when `selection` is there. */
    score: z.number(),
    passMark: z.number(),
    /** By what could be judged alone. */
    passed: z.boolean(),
    /** Set when `--task` or `--check` chose a part of the suite; such a run is no attempt. */
    selection: z.object({ checks: z.array(z.string()), outOf: z.number() }).optional(),
    /** Set when the services did not allow what some checks need: those checks, and what they are worth. Their points are not in `score`. */
    notJudged: z.object({ checks: z.array(z.string()), points: z.number() }).optional(),
    tasks: z.array(taskResult),
    checks: z.array(checkResult),
    /** True when the target is the starter, byte for byte. */
    unchangedStarter: z.boolean(),
  }),
  z.object({ ...common, outcome: z.literal("not-gradable"), problem }),
  z.object({ ...common, outcome: z.literal("infra"), problem, checks: z.array(checkResult) }),
]);

export type Report = z.infer<typeof report>;
export type PhaseTiming = z.infer<typeof phaseTiming>;
export type TargetKind = z.infer<typeof targetKind>;
export type TaskResult = z.infer<typeof taskResult>;
