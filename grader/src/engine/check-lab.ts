import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Report } from "@picking-labs/contracts";
import { checkText, type Lab, loadLab, loadMistakes, type Mistake, type Place } from "../catalog/index.ts";
import { asGraderError } from "../errors.ts";
import { compareGolden } from "./golden.ts";
import { gradeLab } from "./grade-lab.ts";
import { unexpectedFiles } from "./unexpected-files.ts";

/** `notes` say what is not proved yet; they fail nothing. */
export type GateFinding = { what: string; problems: string[]; notes: string[]; ms: number };
export type GateRequest = {
  place: Place;
  /** The lab's folder name. */
  name: string;
  only?: string;
  updateGolden: boolean;
  signal: AbortSignal;
  onFinding: (finding: GateFinding) => void;
};

const STARTER_AT_MOST = 25;
/** One seed for all runs of the gate: golden texts hold its values. */
const SEED = "gate";

/** Proves the suite of one lab on apps whose verdict is known. */
export async function checkLab(request: GateRequest): Promise<void> {
  const { place, name, only, onFinding } = request;
  const find = async (what: string, judge: () => Promise<string[]>) => {
    if (only !== undefined && only !== what) return;
    request.signal.throwIfAborted();
    const began = performance.now();
    const problems = await judge().catch((thrown) => {
      request.signal.throwIfAborted();
      const error = asGraderError(thrown);
      return [`${error.message}\n${error.cure}`];
    });
    onFinding({ what, problems, notes, ms: performance.now() - began });
    notes = [];
  };
  let notes: string[] = [];
  let lab: Lab | undefined;
  let mistakes: Mistake[] = [];
  let alternatives: string[] = [];
  await find("manifest", async () => {
    lab = await loadLab(place.labs, name);
    mistakes = await loadMistakes(lab);
    alternatives = (await readdir(join(lab.folder, "alternatives")).catch(() => [])).sort();
    notes = unproved(lab, mistakes);
    return [
      ...(await textProblems(lab, mistakes)),
      ...(await unexpectedFiles(lab)),
      ...(alternatives.length < 2 ? ["it has fewer than two alternatives"] : []),
    ];
  });
  if (only !== undefined && only !== "manifest") {
    lab = await loadLab(place.labs, name);
    mistakes = await loadMistakes(lab);
    alternatives = await readdir(join(lab.folder, "alternatives")).catch(() => []);
  }
  if (!lab) return;
  const graded = (target: string) =>
    gradeLab({ place, lab: name, target, seed: SEED, signal: request.signal, onEvent: () => {} });
  await find("starter", async () =>
    scoreProblems(await graded("starter"), (score) => score <= STARTER_AT_MOST, `at most ${STARTER_AT_MOST}`),
  );
  await find("solution", async () =>
    scoreProblems(await graded("solution"), (score) => score === 100, "100"),
  );
  for (const alternative of alternatives)
    await find(`alternative:${alternative}`, async () =>
      scoreProblems(await graded(`alternative:${alternative}`), (score) => score === 100, "100"),
    );
  for (const mistake of mistakes)
    await find(`mistake:${mistake.name}`, async () => {
      const report = await graded(`mistake:${mistake.name}`);
      const problems = mistakeProblems(report, mistake);
      return problems.length > 0 || report.outcome !== "graded"
        ? problems
        : compareGolden(lab as Lab, mistake.name, report, request.updateGolden);
    });
}

function scoreProblems(report: Report, good: (score: number) => boolean, wanted: string): string[] {
  if (report.outcome !== "graded") return [`${report.outcome}: ${report.problem.message}`];
  if (good(report.score)) return [];
  const failed = report.checks.flatMap((check) =>
    check.outcome === "failed"
      ? [`${check.id}: ${check.failure.saw}`]
      : check.outcome === "passed"
        ? []
        : [`${check.id}: ${check.outcome}`],
  );
  return [`scored ${report.score}, wanted ${wanted}`, ...failed];
}

function mistakeProblems(report: Report, mistake: Mistake): string[] {
  if (report.outcome !== "graded") return [`${report.outcome}: ${report.problem.message}`];
  const ids = (outcome: string) =>
    report.checks.filter((check) => check.outcome === outcome).map((check) => check.id);
  return [
    ...difference("fails", ids("failed"), mistake.fails),
    ...difference("notReached", ids("not-reached"), mistake.notReached),
  ];
}

function difference(field: string, seen: string[], written: string[]): string[] {
  const extra = seen.filter((id) => !written.includes(id));
  const missing = written.filter((id) => !seen.includes(id));
  return [
    ...extra.map((id) => `${field}: "${id}" is not written there, and it did`),
    ...missing.map((id) => `${field}: "${id}" is written there, and it did not`),
  ];
}

async function textProblems(lab: Lab, mistakes: Mistake[]): Promise<string[]> {
  const texts = await checkText(lab);
  const known = new Set(lab.manifest.checks.map(({ id }) => id));
  return [
    ...lab.manifest.checks
      .filter(({ promise }) => texts.promiseOf(promise) === "")
      .map(({ id, promise }) => `check "${id}": no text below ${promise}`),
    ...lab.manifest.checks
      .filter(({ lesson }) => !texts.anchors("lesson").has(lesson.slice("lesson.md#".length)))
      .map(({ id, lesson }) => `check "${id}": there is no ${lesson}`),
    ...mistakes.flatMap(({ name, fails, notReached }) =>
      [...fails, ...notReached]
        .filter((id) => !known.has(id))
        .map((id) => `mistake "${name}": there is no check "${id}"`),
    ),
  ];
}

/** Checks that fail for no mistake: nothing proves yet that they can fail. */
function unproved(lab: Lab, mistakes: Mistake[]): string[] {
  const caught = new Set(mistakes.flatMap(({ fails }) => fails));
  const ids = lab.manifest.checks.map(({ id }) => id).filter((id) => !caught.has(id));
  return ids.length === 0 ? [] : [`${ids.length} checks fail for no mistake yet: ${ids.join(", ")}`];
}
