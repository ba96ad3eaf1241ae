import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { type Lab, loadLab, loadMistakes, type Mistake, nearest, type Place } from "../catalog/index.ts";
import { asGraderError, GraderError } from "../errors.ts";
import type { Isolation } from "../sandbox/index.ts";
import type { ServiceChoice } from "../services/index.ts";
import { textProblems, unproved } from "./gate-texts.ts";
import { mistakeProblems, scoreProblems } from "./gate-verdicts.ts";
import { compareGolden } from "./golden.ts";
import { gradeLab } from "./grade-lab.ts";
import { oneACheck } from "./one-a-check.ts";
import { unexpectedFiles } from "./unexpected-files.ts";

/** `notes` say what is not proved yet; they fail nothing. */
export type GateFinding = { what: string; problems: string[]; notes: string[]; ms: number };
export type GateRequest = {
  place: Place;
  /** The lab's folder name. */
  name: string;
  only?: string;
  /** Which mistakes are proved: every one, or as few as make each check fail once. */
  mistakes: "every" | "one-a-check";
  updateGolden: boolean;
  isolation: Isolation;
  services: ServiceChoice;
  signal: AbortSignal;
  onFinding: (finding: GateFinding) => void;
};

type Judged = { problems: string[]; notes?: string[] };
/** Name of a target, and its judgement. */
type Proof = [target: string, judge: () => Promise<Judged>];
type Parts = { lab: Lab; mistakes: Mistake[]; alternatives: string[] };

const STARTER_AT_MOST = 25;
/** One seed for all runs of the gate: golden texts hold its values. */
const SEED = "gate";

/**
 * Proves the suite of one lab on apps whose verdict is known.
 * @returns how many mistakes were left out, because not every one was asked for
 */
export async function checkLab(request: GateRequest): Promise<number> {
  const { place, name, only, signal, onFinding } = request;
  const find = async (what: string, judge: () => Promise<Judged>) => {
    signal.throwIfAborted();
    const began = performance.now();
    const { problems, notes = [] } = await judge().catch((thrown): Judged => {
      signal.throwIfAborted();
      const { message, cure } = asGraderError(thrown);
      return { problems: [`${message}\n${cure}`] };
    });
    onFinding({ what, problems, notes, ms: performance.now() - began });
  };
  const parts = await readParts(place, name).catch((thrown) =>
    find("manifest", () => Promise.reject(thrown)),
  );
  if (!parts) return 0;
  const chosen =
    request.mistakes === "every"
      ? parts.mistakes
      : oneACheck(
          parts.mistakes,
          parts.lab.manifest.checks.map(({ id }) => id),
        );
  const proofs = new Map(proofsOf(parts, request));
  const leftOut = new Set(
    parts.mistakes.filter((mistake) => !chosen.includes(mistake)).map(({ name }) => `mistake:${name}`),
  );
  if (only !== undefined && !proofs.has(only)) {
    const offer = nearest(only, [...proofs.keys()]);
    const hint = offer === undefined ? "" : ` Did you mean ${offer}?`;
    throw new GraderError("unknown-target", `${name} has no "${only}" to check.${hint}`);
  }
  for (const [what, judge] of proofs)
    if (only === undefined ? !leftOut.has(what) : only === what) await find(what, judge);
  return only === undefined ? leftOut.size : 0;
}

async function readParts(place: Place, name: string): Promise<Parts> {
  const lab = await loadLab(place.labs, name);
  const mistakes = await loadMistakes(lab);
  const alternatives = await readdir(join(lab.folder, "alternatives")).catch(() => []);
  return { lab, mistakes, alternatives: alternatives.sort() };
}

async function proveTexts({ lab, mistakes, alternatives }: Parts): Promise<Judged> {
  const problems = [
    ...(await textProblems(lab, mistakes)),
    ...(await unexpectedFiles(lab)),
    ...(alternatives.length < 2 ? ["it has fewer than two alternatives"] : []),
  ];
  return { problems, notes: unproved(lab, mistakes) };
}

function proofsOf(
  { lab, mistakes, alternatives }: Parts,
  { place, updateGolden, isolation, services, signal }: GateRequest,
): Proof[] {
  const graded = (target: string) =>
    gradeLab({ place, lab: lab.name, target, seed: SEED, isolation, services, signal, onEvent: () => {} });
  const scores = (target: string, good: (score: number) => boolean, wanted: string): Proof => [
    target,
    async () => ({ problems: scoreProblems(await graded(target), good, wanted) }),
  ];
  const makes = (mistake: Mistake): Proof => [
    `mistake:${mistake.name}`,
    async () => {
      const report = await graded(`mistake:${mistake.name}`);
      const problems = mistakeProblems(report, mistake);
      if (problems.length > 0 || report.outcome !== "graded") return { problems };
      return { problems: await compareGolden(lab, mistake, report, updateGolden) };
    },
  ];
  return [
    ["manifest", () => proveTexts({ lab, mistakes, alternatives })],
    scores("starter", (score) => score <= STARTER_AT_MOST, `at most ${STARTER_AT_MOST}`),
    scores("solution", (score) => score === 100, "100"),
    ...alternatives.map((name) => scores(`alternative:${name}`, (score) => score === 100, "100")),
    ...mistakes.map(makes),
  ];
}
