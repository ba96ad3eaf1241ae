// `pnpm bench`: how long a learner waits for a grade, against the floor: the same suite by a plain `vitest run` whose
// globalSetup boots the app by tsx while the services are already up, and the same with Postgres by testcontainers. Runs are interleaved; compare ratios only.
import { spawn } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { availableParallelism, cpus } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Report, SuiteContext } from "@picking-labs/contracts";
import { findLab, type Lab, loadLab, placeOf } from "../src/catalog/index.ts";
import { appEnvironment } from "../src/engine/app-environment.ts";
import { inventoryOf } from "../src/engine/inventory.ts";
import { createProcesses } from "../src/sandbox/index.ts";
import { dockerProvider } from "../src/services/docker/index.ts";
import { nativeProvider } from "../src/services/index.ts";
import { createRunDirectory } from "../src/workspace/index.ts";
import { FLOOR_RUN, type FloorRun } from "./floor/floor-run.ts";
import { freshDatabase } from "./fresh-database.ts";
import { timeServices } from "./services.ts";

const root = resolve(import.meta.dirname, "../..");
const { values } = parseArgs({
  options: {
    lab: { type: "string", multiple: true },
    /** The services' own start instead of labs: native, docker. */
    services: { type: "string", multiple: true },
    runs: { type: "string", default: "5" },
  },
});
const runs = Number(values.runs);
/** A Postgres image that a container engine here has; without it that row is left out. */
const image = process.env.PICKING_LABS_POSTGRES_IMAGE;
/** Each lab, and the folder that it lies in. */
const places = {
  "lab-95-ten": join(import.meta.dirname, "labs"),
  "lab-01-request-lifecycle": join(root, "labs"),
  "lab-05-postgres": join(root, "labs"),
};
const vitest = join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");

type Run = { ms: number; phases: Report["phases"] };

/** From spawn to exit. Fails when the command does: a run that broke is no measurement. */
async function time(
  args: string[],
  env: NodeJS.ProcessEnv,
): Promise<{ ms: number; stdout: string; firstLineMs: number }> {
  const began = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  let firstLineMs = Number.NaN;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    if (Number.isNaN(firstLineMs)) firstLineMs = performance.now() - began;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const code = await new Promise((done) => child.once("close", done));
  if (code !== 0)
    throw new Error(`${args.join(" ")} ended with ${code}:\n${stdout.slice(-2000)}\n${stderr.slice(-2000)}`);
  return { ms: performance.now() - began, stdout, firstLineMs };
}

const gradeOf = ({ name }: Lab) => [
  join(root, "grader/src/cli/main.ts"),
  "grade",
  name,
  "--target",
  "solution",
];

async function grade(lab: Lab, env: NodeJS.ProcessEnv): Promise<Run> {
  const { ms, stdout } = await time([...gradeOf(lab), "--json"], env);
  const report = JSON.parse(stdout) as Extract<Report, { outcome: "graded" }>;
  if (report.score !== 100) throw new Error(`${lab.name}: the solution had ${report.score} points`);
  return { ms, phases: report.phases };
}

function floor(lab: Lab, context: SuiteContext, container?: FloorRun["container"]): Promise<{ ms: number }> {
  const run: FloorRun = {
    suite: join(lab.folder, "hidden"),
    entry: join(lab.folder, "solution", lab.manifest.entry),
    context,
    container,
  };
  const config = join(import.meta.dirname, "floor/vitest.config.ts");
  return time([vitest, "run", "--config", config], {
    [FLOOR_RUN]: JSON.stringify(run),
    CI: "true",
    // Ours; a bare run has none.
    NODE_COMPILE_CACHE: undefined,
    TESTCONTAINERS_REUSE_ENABLE: "true",
    // It would have to be pulled, and with reuse it has nothing to do.
    TESTCONTAINERS_RYUK_DISABLED: "true",
  });
}

const median = (numbers: number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
const shown = (numbers: number[]) =>
  `${(median(numbers) / 1000).toFixed(2)} (${(Math.min(...numbers) / 1000).toFixed(2)}–${(Math.max(...numbers) / 1000).toFixed(2)})`;

async function bench(name: string, labs: string): Promise<void> {
  const state = join(root, ".labs/bench");
  const env = { PICKING_LABS_DIR: labs, PICKING_LABS_STATE: state };
  const place = placeOf(root, env);
  const lab = await loadLab(labs, await findLab(labs, name));
  const { manifest } = lab;
  await using run = await createRunDirectory(join(state, "runs"));
  await using processes = createProcesses(run.id);
  const schemaSql =
    manifest.schemaSql === undefined
      ? undefined
      : await readFile(join(lab.folder, manifest.schemaSql), "utf8");
  const signal = new AbortController().signal;
  await using services = await nativeProvider.start({
    services: manifest.services,
    schemaSql,
    runId: run.id,
    state: place.state,
    cache: join(place.state, "cache"),
    processes,
    signal,
    tell: () => {},
    onBegun: () => {},
  });
  const contextOf = async (round: number): Promise<SuiteContext> => {
    const postgres = services.postgres && (await freshDatabase(services.postgres, `bench_${round + 1}`));
    return {
      channel: `bench:${run.id}:${round}`,
      seed: `bench-${round}`,
      selected: manifest.checks.map(({ id }) => id),
      inventory: inventoryOf(manifest),
      env: appEnvironment(manifest.env, { postgres }),
      lacks: services.lacks,
      postgres,
    };
  };

  // The strongest thing that a team gets by configuration alone.
  const container =
    image !== undefined && schemaSql !== undefined ? { image, schemaSql, labEnv: manifest.env } : undefined;
  const containers: number[] = [];
  const cold: number[] = [];
  const warm: Run[] = [];
  const firstLines: number[] = [];
  const floors: number[] = [];
  await grade(lab, env);
  const first = await contextOf(-1);
  await floor(lab, first);
  if (container) await floor(lab, first, container);
  for (let round = 0; round < runs; round++) {
    const context = await contextOf(round);
    floors.push((await floor(lab, context)).ms);
    if (container) containers.push((await floor(lab, context, container)).ms);
    warm.push(await grade(lab, env));
    // With --json there is no first line; a run of its own, which the tiny lab makes cheap.
    if (name === "lab-95-ten") firstLines.push((await time(gradeOf(lab), env)).firstLineMs);
    const coldState = join(root, ".labs/bench-cold");
    await rm(coldState, { recursive: true, force: true });
    cold.push((await grade(lab, { ...env, PICKING_LABS_STATE: coldState })).ms);
    await rm(coldState, { recursive: true, force: true });
    process.stderr.write(`${name} ${round + 1}/${runs}\n`);
  }
  const ratio = (times: number[]) =>
    median(times.map((ms, index) => ms / (floors[index] ?? Number.NaN))).toFixed(2);
  const warmMs = warm.map(({ ms }) => ms);
  const phases = (warm[0]?.phases ?? []).map(
    ({ name }) =>
      `${name} ${Math.round(median(warm.map(({ phases }) => phases.find((phase) => phase.name === name)?.ms ?? 0)))}`,
  );
  process.stdout.write(
    [
      `| ${name}: floor | ${shown(floors)} | 1 | |`,
      ...(container === undefined
        ? []
        : [
            `| ${name}: floor with Postgres by testcontainers, container reused | ${shown(containers)} | ${ratio(containers)} | |`,
          ]),
      `| ${name}: grade, warm | ${shown(warmMs)} | ${ratio(warmMs)} | ${phases.join(", ")} |`,
      `| ${name}: grade, cold (no cached data directory, no built libraries) | ${shown(cold)} | ${ratio(cold)} | |`,
      ...(firstLines.length === 0
        ? []
        : [`| ${name}: first line | ${shown(firstLines)} | | from spawn, Node's own start included |`]),
      "",
    ].join("\n"),
  );
}

async function benchServices(kind: string): Promise<void> {
  const provider = { native: () => nativeProvider, docker: () => dockerProvider }[kind];
  if (provider === undefined) throw new Error(`--services ${kind}: native and docker can be measured`);
  const { alone, cold, warm } = await timeServices(provider(), kind as "native" | "docker", {
    state: join(root, ".labs/bench"),
    rounds: runs,
    onRound: (round) => process.stderr.write(`services, ${kind} ${round + 1}/${runs}\n`),
  });
  const ratio = median(cold.map((ms, index) => ms / (alone[index] ?? Number.NaN))).toFixed(2);
  process.stdout.write(
    [
      `| services, ${kind}: RabbitMQ alone, without the grader | ${shown(alone)} | 1 | |`,
      `| services, ${kind}: all three, none of them up | ${shown(cold)} | ${ratio} | |`,
      ...Object.entries(warm).map(
        ([what, times]) => `| services, ${kind}: ${what}, for one run, RabbitMQ up | ${shown(times)} | | |`,
      ),
      "",
    ].join("\n"),
  );
}

process.stdout.write(
  `${new Date().toISOString().slice(0, 10)}, ${availableParallelism()} cores of ${cpus()[0]?.model ?? "?"}, Node ${process.version}, ${runs} interleaved rounds, median (min–max).\n\n| what | s | ÷ floor, paired | phases, ms |\n|---|---|---|---|\n`,
);
for (const kind of values.services ?? []) await benchServices(kind);
for (const [name, labs] of Object.entries(places))
  if (values.lab?.some((wanted) => name.startsWith(wanted)) ?? values.services === undefined)
    await bench(name, labs);
