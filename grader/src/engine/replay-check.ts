import { createRequire } from "node:module";
import { join } from "node:path";
import { CAPABILITIES, type Evidence, type RunEvent } from "@picking-labs/contracts";
import { findLab, type Lab, listLabs, loadLab, nearest, type Place } from "../catalog/index.ts";
import { GraderError } from "../errors.ts";
import type { Isolation } from "../sandbox/index.ts";
import type { ServiceChoice } from "../services/index.ts";
import { type GradedReport, openStore } from "../store/index.ts";
import type { CheckReport } from "../suites/index.ts";
import { createRunDirectory, newRunId, readTarget } from "../workspace/index.ts";
import { judge } from "./judge.ts";
import { stopwatch } from "./stopwatch.ts";
import { sweep } from "./sweep.ts";

export type ReplayRequest = {
  place: Place;
  check: string;
  lab?: string;
  target?: string;
  isolation: Isolation;
  services: ServiceChoice;
  signal: AbortSignal;
  onEvent: (event: RunEvent) => void;
};

type FailedCheck = Extract<GradedReport["checks"][number], { outcome: "failed" }>;

/** The suite that plays recorded steps; it asserts nothing. */
const REPLAY_FOLDER = join(
  createRequire(import.meta.url).resolve("@picking-labs/test-kit/package.json"),
  "../replay",
);

/** Does again what the failed check last did, to the target as it is now, and returns what was seen. */
export async function replayCheck(
  request: ReplayRequest,
): Promise<{ check: FailedCheck; evidence: Evidence[] }> {
  const { place, isolation, services, signal, onEvent } = request;
  const { lab, report, check } = await findFailed(request);
  await sweep(place);
  await using run = await createRunDirectory(join(place.state, "runs"));
  const target = await readTarget(place, lab, request.target);
  let played: CheckReport | undefined;
  await judge({
    place,
    lab,
    target,
    seed: report.seed,
    run,
    isolation,
    services,
    signal,
    watch: stopwatch(onEvent),
    suite: {
      folder: REPLAY_FOLDER,
      bootFirst: false,
      selected: ["replay"],
      inventory: { replay: { needs: [], requires: requiredBy(lab, check.id), title: check.title } },
      replay: check.stimulus,
    },
    tell: (text) => onEvent({ type: "notice", text }),
    onCheck: (result) => {
      played = result;
    },
  });
  if (played?.outcome === "passed" || played?.outcome === "failed")
    return { check, evidence: played.evidence };
  if (played?.outcome === "not-judged")
    throw new GraderError(
      "cannot-judge-here",
      `The replay of ${check.id} needs ${CAPABILITIES[played.capability]}.`,
    );
  const why = played?.outcome === "errored" ? played.error : "it did not run";
  throw new GraderError("check-errored", `The replay of ${check.id} could not be finished: ${why}`);
}

const requiredBy = ({ manifest }: Lab, check: string) =>
  manifest.checks.find(({ id }) => id === check)?.requires ?? [];

async function findFailed({
  place,
  check,
  lab,
}: ReplayRequest): Promise<{ lab: Lab; report: GradedReport; check: FailedCheck }> {
  const names = lab === undefined ? await listLabs(place.labs) : [await findLab(place.labs, lab)];
  const store = openStore(place.state, `half-${newRunId()}`);
  const reports = (await Promise.all(names.map((name) => store.latest(name)))).flat();
  for (const report of reports) {
    const found = report.checks.find(({ id }) => id === check);
    if (found?.outcome === "failed")
      return { lab: await loadLab(place.labs, report.lab.id), report, check: found };
    if (found)
      throw new GraderError(
        "nothing-to-replay",
        `"${check}" did not fail when ${report.lab.id} was last graded.`,
      );
  }
  const failed = reports.flatMap(({ checks }) => checks.filter(({ outcome }) => outcome === "failed"));
  const offer = nearest(
    check,
    failed.map(({ id }) => id),
  );
  throw new GraderError(
    "nothing-to-replay",
    `No check "${check}" is on record as failed.${offer === undefined ? "" : ` Did you mean ${offer}?`}`,
  );
}
