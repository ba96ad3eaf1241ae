import { join } from "node:path";
import type { Report, RunEvent } from "@picking-labs/contracts";
import { SCHEMA_VERSION } from "@picking-labs/contracts/versions";
import { checkText, digestFolder, type Lab, type Place } from "../catalog/index.ts";
import { asGraderError, GraderError } from "../errors.ts";
import type { Isolation } from "../sandbox/index.ts";
import { fold, resultOf, taskResults } from "../scoring/index.ts";
import type { ServiceChoice } from "../services/index.ts";
import { type CheckReport, redactDeep, redactor } from "../suites/index.ts";
import { createRunDirectory, readTarget, type Target } from "../workspace/index.ts";
import { inventoryOf } from "./inventory.ts";
import { judge } from "./judge.ts";
import { machinePaths } from "./machine-paths.ts";
import { infraProblem, problemOf, score } from "./outcome.ts";
import type { Selection } from "./select-checks.ts";
import { stopwatch } from "./stopwatch.ts";

export type GradingOnce = {
  place: Place;
  lab: Lab;
  target?: string;
  selection: Selection;
  seed: string;
  isolation: Isolation;
  services: ServiceChoice;
  signal: AbortSignal;
  onEvent: (event: RunEvent) => void;
};

/** One run from the learner's files to a report; only wrong usage and a stop signal are thrown. */
export async function gradeOnce({
  place,
  lab,
  selection,
  seed,
  isolation,
  services,
  signal,
  onEvent,
  ...asked
}: GradingOnce): Promise<Report> {
  const { manifest } = lab;
  const startedAt = new Date().toISOString();
  const watch = stopwatch(onEvent);
  const texts = await checkText(lab);
  const suiteDigest = await digestFolder(lab.folder, ["hidden"]);
  await using run = await createRunDirectory(join(place.state, "runs"));
  let target: Target | undefined;
  const reports: CheckReport[] = [];
  const common = () => ({
    schema: SCHEMA_VERSION as 1,
    lab: { id: manifest.id, version: manifest.version, title: manifest.title },
    suite: { digest: suiteDigest },
    target: { kind: target?.kind ?? "work", name: target?.name ?? "work", digest: target?.digest ?? "" },
    seed,
    startedAt,
    phases: watch.phases,
  });
  const folded = () => fold(manifest, reports, selection.ids, texts.promiseOf);
  const shown = redactor(machinePaths(place, run.path));
  try {
    target = await watch.phase("target", "Reading your files", () => readTarget(place, lab, asked.target));
    for (const text of target.notices) onEvent({ type: "notice", text });
    const judged = await judge({
      place,
      lab,
      target,
      seed,
      run,
      isolation,
      services,
      signal,
      watch,
      suite: {
        folder: join(lab.folder, "hidden"),
        bootFirst: true,
        selected: [...selection.ids],
        inventory: inventoryOf(manifest),
      },
      tell: (text) => onEvent({ type: "notice", text }),
      onCheck(report) {
        const check = manifest.checks.find(({ id }) => id === report.id);
        if (check && report.outcome === "not-selected") return;
        reports.push(report);
        if (check) onEvent({ type: "check-ended", result: resultOf(check, report, texts.promiseOf) });
      },
    });
    // Without walls, an app that may start programs can reach it.
    if ((await digestFolder(lab.folder, ["hidden"])) !== suiteDigest)
      throw new GraderError("suite-changed", `The suite in labs/${lab.name}/hidden changed while it ran.`);
    const results = folded();
    const { checks } = results;
    const base = { ...common(), isolation: judged.isolation, services: judged.services };
    const problem = infraProblem(judged.crashed, results);
    if (problem) return { ...base, outcome: "infra", problem: redactDeep(problem, shown), checks };
    return {
      ...base,
      outcome: "graded",
      ...score(checks, selection),
      tasks: taskResults(manifest, checks),
      checks,
      unchangedStarter: await isStarter(place, lab, target),
    };
  } catch (thrown) {
    signal.throwIfAborted();
    const error = namingTheSlow(asGraderError(thrown), selection, reports);
    if (error.exit === 2) throw error;
    const base = {
      ...common(),
      isolation: { levels: [], notes: [] },
      services: [],
      problem: redactDeep(problemOf(error), shown),
    };
    return error.exit === 3
      ? { ...base, outcome: "not-gradable" }
      : { ...base, outcome: "infra", checks: folded().checks };
  }
}

/** The checks that a suite was still busy with when its time was over. */
function namingTheSlow(error: GraderError, selection: Selection, reports: readonly CheckReport[]) {
  if (error.code !== "suite-too-slow") return error;
  const open = [...selection.ids].filter((id) => !reports.some((report) => report.id === id));
  return new GraderError(error.code, `${error.message} It still waited for: ${open.join(", ")}`);
}

async function isStarter(place: Place, lab: Lab, target: Target): Promise<boolean> {
  return target.kind === "work" && (await readTarget(place, lab, "starter")).digest === target.digest;
}
