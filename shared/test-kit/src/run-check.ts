import type { CheckRecord, Failure } from "@picking-labs/contracts";
import type { CheckContext } from "./check-context.ts";
import { createContext } from "./create-context.ts";
import { createRedact, Recorder } from "./evidence/index.ts";
import { withLimit } from "./limit.ts";
import { Scope } from "./scope.ts";
import { clip, show } from "./show.ts";
import type { Suite } from "./suite.ts";

/** Longer than any suite may take: the grader ends the run first. */
const VERDICTS_LIMIT_MS = 900_000;
const CHECK_LIMIT_MS = 60_000;
const VALUE_SHOWN = 2_000;

export type CheckBody = (t: CheckContext) => Promise<void>;

/** The whole life of one check, from waiting for the checks it needs until everything it opened is closed. Never rejects. */
export async function runCheck(
  id: string,
  body: CheckBody,
  suite: Suite,
  limitMs = CHECK_LIMIT_MS,
): Promise<CheckRecord> {
  const { selected, inventory } = suite.context;
  if (!selected.includes(id)) return { outcome: "not-selected" };
  const needs = inventory[id]?.needs;
  if (needs === undefined) return notRun(`the check "${id}" does not stand in lab.yaml`);
  let because: string | undefined;
  try {
    because = await unmetNeed(
      needs.filter((need) => selected.includes(need)),
      suite,
    );
  } catch (error) {
    return notRun(textOf(error));
  }
  if (because !== undefined) return { outcome: "not-reached", because };
  using _slot = await suite.slots.acquire();
  // Awaited here: a bare return would give the slot back at once.
  return await perform(id, body, suite, limitMs);
}

async function unmetNeed(needs: string[], { link }: Suite): Promise<string | undefined> {
  if (needs.length === 0) return undefined;
  const verdicts = await link.ask({ ask: "verdicts", checks: needs }, VERDICTS_LIMIT_MS);
  return needs.find((need) => verdicts[need] !== true);
}

async function perform(id: string, body: CheckBody, suite: Suite, limitMs: number): Promise<CheckRecord> {
  const recorder = new Recorder();
  const scope = new Scope();
  const redact = createRedact(suite.context.postgres);
  const { context, apps } = createContext(id, suite, { recorder, scope });

  let thrown: { error: unknown } | undefined;
  try {
    const tooLong = () => new Error(`the check did not end within ${limitMs / 1000} s`);
    await withLimit(
      Promise.resolve().then(() => body(context)),
      limitMs,
      tooLong,
    );
  } catch (error) {
    thrown = { error };
  }
  const ends = apps.flatMap((app) => app.unexpectedEnd() ?? []);
  const problems = await scope.end();
  for (const text of problems) recorder.see({ kind: "note", text: `clean-up: ${text}` });

  const record = recorder.finish();
  if (thrown === undefined && problems.length === 0) return redact({ outcome: "passed", ...record });
  if (thrown === undefined) return redact({ outcome: "errored", error: problems.join("; "), ...record });
  if (!isFailure(thrown.error)) return redact({ outcome: "errored", error: textOf(thrown.error), ...record });
  return redact({ outcome: "failed", failure: toFailure(thrown.error, ends), ...record });
}

function notRun(error: string): CheckRecord {
  return { outcome: "errored", error, evidence: [], stimulus: [] };
}

/** By name: an assertion library may stand in the worker more than once. */
function isFailure(error: unknown): error is Error & { expected?: unknown; actual?: unknown } {
  return error instanceof Error && (error.name === "CheckFailure" || error.name === "AssertionError");
}

function toFailure(error: Error & { expected?: unknown; actual?: unknown }, ends: string[]): Failure {
  const untold = ends.filter((end) => !error.message.includes(end.replace(" during this check", "")));
  const saw =
    untold.length === 0 ? error.message : [error.message.replace(/\.$/, ""), ...untold].join("; besides, ");
  const value = (name: "expected" | "actual") =>
    error[name] === undefined ? {} : { [name]: show(error[name], VALUE_SHOWN) };
  return { saw: clip(saw, VALUE_SHOWN), ...value("expected"), ...value("actual") };
}

function textOf(error: unknown): string {
  return error instanceof Error ? clip(error.stack ?? error.message, VALUE_SHOWN) : String(error);
}
