import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { PASS_MARK, type Report, type RunEvent, SCHEMA_VERSION } from "@picking-labs/contracts";
import { checkText, digestFolder, findLab, type Lab, loadLab, type Place } from "../catalog/index.ts";
import { asGraderError, GraderError } from "../errors.ts";
import { fold, resultOf, taskResults } from "../scoring/index.ts";
import { openStore } from "../store/index.ts";
import type { CheckReport } from "../suites/index.ts";
import { createRunDirectory, newRunId, readTarget, type Target } from "../workspace/index.ts";
import { judge } from "./judge.ts";
import { type Selection, selectChecks } from "./select-checks.ts";
import { stopwatch } from "./stopwatch.ts";
import { sweep } from "./sweep.ts";

export type GradeRequest = {
  place: Place;
  /** As the user typed it. */
  lab: string;
  target?: string;
  task?: string;
  check?: string;
  seed?: string;
  signal: AbortSignal;
  onEvent: (event: RunEvent) => void;
};

/** Grades one target of one lab. A failure of the machine is tried once more; the report says how it ended. */
export async function gradeLab(request: GradeRequest): Promise<Report> {
  const { place, signal, onEvent } = request;
  const lab = await loadLab(place.labs, await findLab(place.labs, request.lab));
  const selection = selectChecks(lab.manifest, request);
  const seed = request.seed ?? randomBytes(6).toString("hex");
  onEvent({
    type: "run-started",
    lab: lab.name,
    title: lab.manifest.title,
    target: request.target ?? "work",
    seed,
    checks: selection.ids.size,
  });
  await sweep(place);
  let report = await gradeOnce(request, lab, selection, seed);
  if (report.outcome === "infra" && passing(report.problem.code) && !signal.aborted) {
    onEvent({
      type: "notice",
      text: `${report.problem.message.split("\n")[0]} That is not your app's fault; trying once more.`,
    });
    report = await gradeOnce(request, lab, selection, seed);
  }
  // Kept before it is shown; where that fails, the score is shown all the same, and then the failure.
  const kept =
    report.outcome === "graded" ? openStore(place.state, `half-${newRunId()}`).keep(report) : undefined;
  await Promise.allSettled([kept]);
  onEvent({ type: "run-ended", report });
  await kept;
  return report;
}

/** Faults of the machine may pass; a broken lab will not mend itself. */
const passing = (code: string) =>
  ["check-errored", "service-failed", "suite-too-slow", "no-free-port", "suite-crashed"].includes(code);

async function gradeOnce(
  request: GradeRequest,
  lab: Lab,
  selection: Selection,
  seed: string,
): Promise<Report> {
  const { place, signal, onEvent } = request;
  const startedAt = new Date().toISOString();
  const watch = stopwatch(onEvent);
  const texts = await checkText(lab);
  await using run = await createRunDirectory(join(place.state, "runs"));
  let target: Target | undefined;
  const reports: CheckReport[] = [];
  const common = async () => ({
    schema: SCHEMA_VERSION as 1,
    lab: { id: lab.manifest.id, version: lab.manifest.version, title: lab.manifest.title },
    suite: { digest: await digestFolder(lab.folder, ["hidden"]) },
    target: { kind: target?.kind ?? "work", name: target?.name ?? "work", digest: target?.digest ?? "" },
    seed,
    startedAt,
    phases: watch.phases,
  });
  const folded = () => fold(lab.manifest, reports, selection.ids, texts.promiseOf);
  try {
    target = await watch.phase("target", "Reading your files", () => readTarget(place, lab, request.target));
    for (const text of target.notices) onEvent({ type: "notice", text });
    const judged = await judge({
      place,
      lab,
      target,
      seed,
      run,
      signal,
      watch,
      suite: {
        folder: join(lab.folder, "hidden"),
        bootFirst: true,
        selected: [...selection.ids],
        inventory: Object.fromEntries(
          lab.manifest.checks.map(({ id, needs, title }) => [id, { needs, title }]),
        ),
      },
      tell: (text) => onEvent({ type: "notice", text }),
      onCheck(report) {
        if (report.outcome === "not-selected") return;
        reports.push(report);
        const check = lab.manifest.checks.find(({ id }) => id === report.id);
        if (check) onEvent({ type: "check-ended", result: resultOf(check, report, texts.promiseOf) });
      },
    });
    const { checks, problems } = folded();
    const base = { ...(await common()), isolation: judged.isolation, services: judged.services };
    const problem = infraProblem(judged.crashed, problems, checks);
    const result: Report = problem
      ? { ...base, outcome: "infra", problem, checks }
      : {
          ...base,
          outcome: "graded",
          ...score(checks, selection),
          tasks: taskResults(lab.manifest, checks),
          checks,
          unchangedStarter: await isStarter(place, lab, target),
        };
    return result;
  } catch (thrown) {
    signal.throwIfAborted();
    const error = asGraderError(thrown);
    if (error.exit === 2) throw error;
    const { code, message, cure } = error;
    const base = {
      ...(await common()),
      isolation: { levels: [], notes: [] },
      services: [],
      problem: { code, message, cure },
    };
    return error.exit === 3
      ? { ...base, outcome: "not-gradable" }
      : { ...base, outcome: "infra", checks: folded().checks };
  }
}

function score(checks: { earned: number; points: number }[], selection: Selection) {
  const sum = (pick: (check: { earned: number; points: number }) => number) =>
    checks.reduce((total, check) => total + pick(check), 0);
  const earned = sum((check) => check.earned);
  const outOf = sum((check) => check.points);
  if (selection.partial)
    return {
      score: earned,
      passMark: PASS_MARK,
      passed: earned === outOf,
      selection: { checks: [...selection.ids], outOf },
    };
  return { score: earned, passMark: PASS_MARK, passed: earned >= PASS_MARK };
}

function infraProblem(
  crashed: string[],
  problems: string[],
  checks: { outcome: string; id: string; error?: string }[],
) {
  const as = (error: GraderError) => ({ code: error.code, message: error.message, cure: error.cure });
  if (crashed.length > 0)
    return as(
      new GraderError(
        "suite-crashed",
        ["The suite broke:", ...crashed.map((line) => `  ${line}`)].join("\n"),
      ),
    );
  if (problems.length > 0)
    return as(
      new GraderError(
        "inventory-mismatch",
        ["Suite and lab.yaml disagree:", ...problems.map((line) => `  ${line}`)].join("\n"),
      ),
    );
  const errored = checks.filter((check) => check.outcome === "errored");
  if (errored.length === 0) return undefined;
  return as(
    new GraderError(
      "check-errored",
      ["Not every check could be judged:", ...errored.map(({ id, error }) => `  ${id}: ${error}`)].join("\n"),
    ),
  );
}

async function isStarter(place: Place, lab: Lab, target: Target): Promise<boolean> {
  return target.kind === "work" && (await readTarget(place, lab, "starter")).digest === target.digest;
}
