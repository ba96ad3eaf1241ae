import { capability, evidence, failure, stimulus } from "@picking-labs/contracts";
import { z } from "zod";

/** What the test-kit leaves in `task.meta.picking` of one check. */
const meta = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("passed"), evidence: z.array(evidence).default([]) }),
  z.object({
    outcome: z.literal("failed"),
    failure,
    evidence: z.array(evidence).default([]),
    stimulus: stimulus.default([]),
  }),
  z.object({ outcome: z.literal("not-reached"), because: z.string() }),
  z.object({ outcome: z.literal("errored"), error: z.string() }),
  z.object({ outcome: z.literal("not-judged"), capability, because: z.string().optional() }),
  z.object({ outcome: z.literal("not-selected") }),
]);

/** One check as the suite told it, before scoring. */
export type CheckReport = { id: string; ms: number } & z.infer<typeof meta>;

/** Reads what came out of a suite; anything that is not in order is an error of the suite, never a verdict. */
export function readCheckMeta(
  id: string,
  ms: number,
  value: unknown,
  vitestState: string,
  message: string | undefined,
): CheckReport {
  const parsed = meta.safeParse(value);
  if (!parsed.success)
    return {
      id,
      ms,
      outcome: "errored",
      error: message ?? `the suite left no readable result (${vitestState})`,
    };
  const agrees = {
    passed: "passed",
    failed: "failed",
    errored: "failed",
    "not-reached": "skipped",
    "not-judged": "skipped",
    "not-selected": "skipped",
  }[parsed.data.outcome];
  if (agrees !== vitestState)
    return {
      id,
      ms,
      outcome: "errored",
      error: `the suite says ${parsed.data.outcome}, its runner ${vitestState}`,
    };
  return { id, ms, ...parsed.data };
}
