import type { CheckRecord, Failure } from "@picking-labs/contracts";
import type { CheckContext } from "./check-context.ts";
import { createContext } from "./create-context.ts";
import { createRedact, Recorder } from "./evidence/index.ts";
import { lackingFor } from "./lacking.ts";
import { withLimit } from "./limit.ts";
import { RUN_LIMIT_MS } from "./link.ts";
import { Scope } from "./scope.ts";
import { clip, show } from "./show.ts";
import type { Suite } from "./suite.ts";
import { ownerOf, type Site } from "./workplace.ts";

const CHECK_LIMIT_MS = 60_000;
const VALUE_SHOWN = 2_000;

export type CheckBody = (t: CheckContext) => Promise<void>;

export type CheckOptions = {
  limitMs?: number | undefined;
  /** Where the check stands in the order of the suite: its apps start before those of later ones. */
  turn?: number;
};

/** The whole life of one check, from waiting for the checks it needs until everything it opened is closed. Never rejects. */
export async function runCheck(
  id: string,
  body: CheckBody,
  suite: Suite,
  { limitMs = CHECK_LIMIT_MS, turn = 0 }: CheckOptions = {},
): Promise<CheckRecord> {
  const { selected, inventory } = suite.context;
  if (!selected.includes(id)) return { outcome: "not-selected" };
  const needs = inventory[id]?.needs;
  if (needs === undefined) return notRun(`the check "${id}" does not stand in lab.yaml`);
  const takesOverFrom = ownerOf(id);
  if (takesOverFrom !== undefined && inventory[takesOverFrom] === undefined)
    return notRun(`the check "${takesOverFrom}" does not stand in lab.yaml, and "${id}" takes over from it`);
  const circle = circleFrom(id, suite);
  if (circle !== undefined) return notRun(`these checks wait for each other: ${circle.join(", ")}`);
  const first = [...needs, ...(takesOverFrom === undefined ? [] : [takesOverFrom])];
  let because: string | undefined;
  try {
    const verdicts = await verdictsOf(
      first.filter((check) => selected.includes(check)),
      suite,
    );
    because = needs.find((need) => verdicts[need] === false && lackingFor(need, suite.context) === undefined);
  } catch (error) {
    return notRun(textOf(error));
  }
  const left = takesOverFrom === undefined ? undefined : suite.sites.take(takesOverFrom);
  if (because !== undefined) {
    await left?.scope.end();
    return { outcome: "not-reached", because };
  }
  const lacking = lackingFor(id, suite.context);
  if (lacking !== undefined) {
    await left?.scope.end();
    return { outcome: "not-judged", ...lacking };
  }
  using _slot = await suite.slots.acquire();
  const usable = left && isAlive(left, suite) ? left : undefined;
  if (usable === undefined) await left?.scope.end();
  // Awaited here: a bare return would give the slot back at once.
  return await perform(id, body, suite, { limitMs, turn, left: usable });
}

/** The way from a check back to itself, over what each one waits for. */
function circleFrom(id: string, { context: { inventory } }: Suite): string[] | undefined {
  const seen = new Set<string>();
  function wayFrom(check: string): string[] | undefined {
    const owner = ownerOf(check);
    for (const next of [...(inventory[check]?.needs ?? []), ...(owner === undefined ? [] : [owner])]) {
      if (next === id) return [check, id];
      if (seen.has(next)) continue;
      seen.add(next);
      const way = wayFrom(next);
      if (way !== undefined) return [check, ...way];
    }
    return undefined;
  }
  return wayFrom(id);
}

async function verdictsOf(checks: string[], { link }: Suite): Promise<Record<string, boolean>> {
  if (checks.length === 0) return {};
  return link.ask({ ask: "verdicts", checks }, RUN_LIMIT_MS);
}

function isAlive({ started }: Site, { link }: Suite): boolean {
  return link.feed(started.instance).end === undefined;
}

async function perform(
  id: string,
  body: CheckBody,
  suite: Suite,
  { limitMs, turn, left }: { limitMs: number; turn: number; left: Site | undefined },
): Promise<CheckRecord> {
  const recorder = new Recorder(suite.context.inventory[id]?.requires);
  const scope = new Scope();
  const redact = createRedact(suite.context);
  const { context, apps, site } = createContext(id, suite, { recorder, scope, turn, left });

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
  const open = thrown === undefined && suite.sites.hasHeir(id) ? site.open() : undefined;
  if (open !== undefined && problems.length === 0 && isAlive(open, suite)) suite.sites.leave(id, open);
  else problems.push(...(await site.scope.end()));
  for (const text of problems) recorder.see({ kind: "note", text: `clean-up: ${text}` });

  const record = recorder.finish();
  const { undeclared } = recorder;
  if (undeclared.length > 0) {
    const error = `it uses ${undeclared.join(" and ")}, which it does not require in lab.yaml`;
    return redact({ outcome: "errored", error, ...record });
  }
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
