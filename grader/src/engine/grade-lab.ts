import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { Report, RunEvent } from "@picking-labs/contracts";
import { findLab, loadLab, type Place } from "../catalog/index.ts";
import type { ErrorCode } from "../errors.ts";
import type { Isolation } from "../sandbox/index.ts";
import type { ServiceChoice } from "../services/index.ts";
import { openStore } from "../store/index.ts";
import { newRunId } from "../workspace/index.ts";
import { gradeOnce } from "./grade-once.ts";
import { selectChecks } from "./select-checks.ts";
import { sweep } from "./sweep.ts";

export type GradeRequest = {
  place: Place;
  /** As the user typed it. */
  lab: string;
  target?: string;
  task?: string;
  check?: string;
  seed?: string;
  isolation: Isolation;
  services: ServiceChoice;
  signal: AbortSignal;
  onEvent: (event: RunEvent) => void;
};

/** Faults of the machine may pass; a broken lab will not mend itself. */
const MAY_PASS: ReadonlySet<string> = new Set<ErrorCode>([
  "check-errored",
  "service-failed",
  "suite-too-slow",
  "no-free-port",
  "suite-crashed",
]);

/** Grades one target of one lab. A failure of the machine is tried once more; the report says how it ended. */
export async function gradeLab(request: GradeRequest): Promise<Report> {
  const { place, target, isolation, services, signal, onEvent } = request;
  const cache = join(place.state, "cache");
  const lab = await loadLab(place.labs, await findLab(place.labs, request.lab), cache);
  const selection = selectChecks(lab.manifest, request);
  const seed = request.seed ?? randomBytes(6).toString("hex");
  onEvent({
    type: "run-started",
    lab: lab.name,
    title: lab.manifest.title,
    target: target ?? "work",
    seed,
    checks: selection.ids.size,
  });
  await sweep(place);
  const grade = () =>
    gradeOnce({ place, lab, target, selection, seed, isolation, services, signal, onEvent });
  let report = await grade();
  if (report.outcome === "infra" && MAY_PASS.has(report.problem.code) && !signal.aborted) {
    const [what] = report.problem.message.split("\n");
    onEvent({ type: "notice", text: `${what} That is not your app's fault; trying once more.` });
    report = await grade();
  }
  signal.throwIfAborted();
  // Kept before it is shown; where that fails, the score is shown all the same, and then the failure.
  const kept =
    report.outcome === "graded" ? openStore(place.state, `half-${newRunId()}`).keep(report) : undefined;
  await Promise.allSettled([kept]);
  onEvent({ type: "run-ended", report });
  await kept;
  return report;
}
