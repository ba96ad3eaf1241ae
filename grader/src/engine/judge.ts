import { join } from "node:path";
import type { SuitePlan } from "@picking-labs/contracts";
import type { Lab, Place } from "../catalog/index.ts";
import { createProcesses, createWall, type Isolation } from "../sandbox/index.ts";
import type { ServiceChoice, StartedServices } from "../services/index.ts";
import {
  type CheckReport,
  createAppHost,
  openLink,
  prepareSuite,
  redactDeep,
  redactor,
} from "../suites/index.ts";
import { compileKept, type RunDirectory, type Target, writeApp } from "../workspace/index.ts";
import { appEnvironment } from "./app-environment.ts";
import { endTogether } from "./end-together.ts";
import { machinePaths } from "./machine-paths.ts";
import { secondsFor } from "./seconds-for.ts";
import { servicesFor } from "./services-for.ts";
import type { Stopwatch } from "./stopwatch.ts";
import { together } from "./together.ts";

/** Which suite runs, and what it is told. */
export type JudgedSuite = Pick<SuitePlan, "selected" | "inventory" | "replay"> & {
  folder: string;
  /** Whether an app with the lab's own environment must start before any check is asked. */
  bootFirst: boolean;
};

type Judging = {
  place: Place;
  lab: Lab;
  target: Target;
  seed: string;
  run: RunDirectory;
  isolation: Isolation;
  services: ServiceChoice;
  suite: JudgedSuite;
  signal: AbortSignal;
  watch: Stopwatch;
  tell: (text: string) => void;
  onCheck: (report: CheckReport) => void;
};

/** Services, app and suite, started side by side and always torn down: what happens between the learner's files and the verdicts. */
export async function judge({
  place,
  lab,
  target,
  seed,
  run,
  isolation,
  services: choice,
  suite,
  signal,
  watch,
  tell,
  onCheck,
}: Judging) {
  const { manifest } = lab;
  const cache = join(place.state, "cache");
  await using processes = createProcesses(run.id);
  await using wall = await createWall(isolation, { processes, runId: run.id, runFolder: run.path });
  await using cleanUp = endTogether();
  // An app that does not start, or a service that is lost, ends the run before the checks do.
  const stop = new AbortController();
  const ending = AbortSignal.any([signal, stop.signal]);
  let redact = (text: string) => text;

  // What the grader has to load takes a core: services, which then need their time, get theirs first.
  const { promise: servicesBegun, resolve: servicesBegin } = Promise.withResolvers<void>();
  const { text, start } = await servicesFor(lab, choice, {
    place,
    runId: run.id,
    processes,
    signal,
    tell,
    onBegun: servicesBegin,
  });
  const starting = watch.phase("services", text, () =>
    start()
      .finally(servicesBegin)
      .then((started) => cleanUp.use(started)),
  );
  const compiling = servicesBegun.then(() =>
    watch.phase("compile", "Compiling your app", async () =>
      writeApp(join(run.path, "app"), await compileKept(target.files, lab.name, cache), lab, cache),
    ),
  );
  const surroundings = starting.then(({ postgres, redis, rabbitmq, lacks }) => {
    const accesses = { postgres, redis, rabbitmq };
    redact = redactor({ ...machinePaths(place, run.path), ...passwordsOf(accesses) });
    return { env: appEnvironment(manifest.env, accesses), lacks, ...accesses };
  });
  const host = Promise.all([compiling, surroundings]).then(([app, { env }]) => {
    signal.throwIfAborted();
    return cleanUp.use(createAppHost({ wall, spec: { app, manifest }, env, signal: ending, redact }));
  });
  const booted = suite.bootFirst
    ? host.then((apps) => watch.phase("boot", "Starting your app", () => apps.shared()))
    : host;
  const plan: SuitePlan = {
    channel: `picking-labs:${run.id}`,
    seed,
    selected: suite.selected,
    inventory: suite.inventory,
    replay: suite.replay,
  };
  cleanUp.use(openLink(plan.channel, { surroundings, host, ready: booted }));
  const loading = servicesBegun.then(() =>
    watch.phase("runner", "Loading the checks", () =>
      prepareSuite(suite.folder, join(run.path, "suite"), (report) =>
        onCheck(redactDeep(report, redact)),
      ).then((prepared) => cleanUp.use(prepared)),
    ),
  );
  const begins = Promise.all([surroundings, loading]).then(([{ redis }]) =>
    secondsFor(manifest.limits.suiteSeconds, redis),
  );
  const running = loading.then((runner) => runner.run(plan, begins, ending));
  const checking = begins.then(() => watch.phase("checks", "Running the checks", () => running));
  // What cannot start ends the checks, which otherwise wait for it; a service or a wall that is lost does so too.
  for (const step of [starting, compiling, booted]) step.catch((error: unknown) => stop.abort(error));
  for (const step of [starting, host])
    void step.then(({ lost }) => lost.then((error) => stop.abort(error))).catch(() => {});
  const [services, , , { crashed }] = await together([starting, compiling, booted, running, checking]);
  await services.verify();
  return { crashed, services: services.list, isolation: wall.shown(manifest.permissions) };
}

const passwordsOf = (accesses: Pick<StartedServices, "postgres" | "redis" | "rabbitmq">) =>
  Object.fromEntries(
    Object.values(accesses).flatMap((access) =>
      access ? [access.judge, access.app].map(({ password }) => [password, "***"]) : [],
    ),
  );
