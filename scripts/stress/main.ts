// What takes too long for `npm test`: the same grade many times, quiet and with every core busy, and `kill -9` at any
// moment. Prints Markdown for docs/figures.md. Nothing else should run on the machine.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { availableParallelism, cpus, totalmem } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { type Graded, gradeOnce, startGrader } from "./grade-once.ts";
import { leftovers } from "./leftovers.ts";
import { machineState } from "./machine-state.ts";

const root = join(import.meta.dirname, "../..");
const { values } = parseArgs({
  options: {
    lab: { type: "string", multiple: true },
    target: { type: "string", multiple: true },
    /** quiet, busy, or both. */
    cores: { type: "string", multiple: true, default: ["quiet", "busy"] },
    runs: { type: "string", default: "20" },
    kills: { type: "string", default: "20" },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  process.stdout.write(
    "pnpm stress [--lab lab-05]… [--target solution]… [--cores quiet|busy]… [--runs 20] [--kills 20]\n",
  );
  process.exit();
}
const runs = Number(values.runs);
const kills = Number(values.kills);
const labs = readdirSync(join(root, "labs")).filter(
  (name) =>
    name.startsWith("lab-") && (values.lab === undefined || values.lab.some((lab) => name.startsWith(lab))),
);

const median = (numbers: number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
const seconds = (ms: number[]) =>
  `${(median(ms) / 1000).toFixed(1)} (${(Math.min(...ms) / 1000).toFixed(1)}–${(Math.max(...ms) / 1000).toFixed(1)})`;

function keepCoresBusy(): ChildProcess[] {
  return Array.from({ length: availableParallelism() }, () =>
    spawn(process.execPath, ["-e", "for (;;);"], { stdio: "ignore" }),
  );
}

async function series(lab: string, target: string, busy: boolean): Promise<Graded[]> {
  const load = busy ? keepCoresBusy() : [];
  try {
    const graded: Graded[] = [];
    for (let run = 0; run < runs; run++) {
      graded.push(await gradeOnce(lab, target));
      process.stderr.write(
        `${lab} ${target}${busy ? " busy" : ""} ${run + 1}/${runs}: ${graded.at(-1)?.score}\n`,
      );
    }
    return graded;
  } finally {
    for (const child of load) child.kill("SIGKILL");
  }
}

/** Kills the grader at moments spread over a whole run, lets the next command sweep, and tells what is left then. */
async function killed(lab: string): Promise<string[]> {
  const { wallMs } = await gradeOnce(lab, "solution");
  const left: string[] = [];
  for (let kill = 0; kill < kills; kill++) {
    const child = startGrader(["grade", lab, "--target", "solution", "--json"]);
    const ended = new Promise((resolve) => child.once("close", resolve));
    await pause((wallMs * (kill + 0.5)) / kills);
    child.kill("SIGKILL");
    await Promise.race([ended, pause(1_000)]);
    const next = startGrader(["grade", lab, "--target", "no-such-folder"]);
    await new Promise((resolve) => next.once("close", resolve));
    left.push(...leftovers());
    process.stderr.write(`${lab} kill ${kill + 1}/${kills}: ${left.length} left\n`);
  }
  return left;
}

const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: root, encoding: "utf8" }).trim();
const machine = `${availableParallelism()} cores of ${cpus()[0]?.model ?? "?"}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}`;
const before = leftovers();
// What a first grade brings to stay, as a RabbitMQ or prepared databases, is no leak: the growth after it would be one.
for (const lab of labs) await gradeOnce(lab, "solution");
const stateBefore = machineState();
process.stdout.write(`${new Date().toISOString().slice(0, 10)}, commit ${commit}, ${machine}.\n\n`);
process.stdout.write(
  "| lab | target | cores | full score | suite s | whole run s | peak MiB | lost |\n|---|---|---|---|---|---|---|---|\n",
);
let failures = 0;
for (const lab of labs) {
  const alternatives = readdirSync(join(root, "labs", lab, "alternatives")).map(
    (name) => `alternative:${name}`,
  );
  for (const target of ["solution", ...alternatives].filter((name) => values.target?.includes(name) ?? true))
    for (const cores of values.cores) {
      const graded = await series(lab, target, cores === "busy");
      const whole = graded.filter(({ score }) => score === 100).length;
      failures += runs - whole;
      const lost = [...new Set(graded.flatMap(({ lost }) => lost))].join(", ");
      process.stdout.write(
        `| ${lab} | ${target} | ${cores} | ${whole} of ${runs} | ${seconds(graded.map(({ suiteMs }) => suiteMs))} | ${seconds(graded.map(({ wallMs }) => wallMs))} | ${Math.max(...graded.map(({ peakMb }) => Math.round(peakMb)))} | ${lost} |\n`,
      );
    }
}
const afterGrades = leftovers().filter((line) => !before.includes(line));
const stateAfter = machineState();
process.stdout.write("\n| of the machine | before | after |\n|---|---|---|\n");
for (const [what, number] of Object.entries(stateBefore))
  process.stdout.write(
    `| ${what} | ${number ?? "not seen"} | ${stateAfter[what as keyof typeof stateAfter] ?? "not seen"} |\n`,
  );
process.stdout.write(`\nLeft behind after these grades: ${afterGrades.join(", ") || "nothing"}.\n`);
failures += afterGrades.length;
for (const lab of labs) {
  const left = (await killed(lab)).filter((line) => !before.includes(line));
  failures += left.length;
  process.stdout.write(
    `Left behind by ${lab} after ${kills} times \`kill -9\`, spread over a run, and the next command: ${left.join(", ") || "nothing"}.\n`,
  );
}
process.exitCode = failures === 0 ? 0 : 1;
