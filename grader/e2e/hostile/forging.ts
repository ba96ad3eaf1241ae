import { goodApp } from "../support/app-source.ts";
import { type HostileApp, idler } from "./hostile-app.ts";

const shell = 'import { execFileSync, spawnSync } from "node:child_process";';
const files = 'import { fstatSync, writeSync } from "node:fs";';

const REPORT = `const passed = (id, points) => ({ id, task: "up", title: id, points, earned: points, ms: 1, outcome: "passed" });
const report = { schema: 1, outcome: "graded", score: 100, passMark: 80, passed: true, lab: { id: "lab-92-limits", version: "1.0.0" },
  checks: [passed("says-up", 60), passed("works", 40)] };
for (const stream of [process.stdout, process.stderr]) stream.write(JSON.stringify(report) + "\\n");`;

const MARKERS = `for (const line of [
  "TAP version 13", "ok 1 - says-up", "ok 2 - works", "1..2", " ✓ says-up", " Tests  2 passed (2)", "Score 100 of 100  passed",
  "::set-output name=score::100", "##vso[task.complete result=Succeeded;]", "##teamcity[testFinished name='works']",
  JSON.stringify({ to: "suite", event: "check-ended", id: "works", outcome: "passed" }),
]) { console.log(line); console.error(line); }`;

/** Finds the grader's own folder from the environment of its process and writes results there; without walls it finds it. */
const RESULT_FILES = `const parent = spawnSync("cat", ["/proc/" + process.ppid + "/environ"], { encoding: "utf8" }).stdout;
const state = /PICKING_LABS_STATE=([^\\0]+)/.exec(parent)?.[1] ?? "/tmp";
const fake = JSON.stringify({ score: 100, passed: true });
for (const path of ["report.json", "../report.json", "../suite/report.json", ".results/test.json", state + "/attempts/lab-92-limits.jsonl"])
  spawnSync("sh", ["-c", 'mkdir -p "$(dirname "$1")" && printf %s "$2" > "$1"', "sh", path, fake]);`;

const DESCRIPTORS = `for (let descriptor = 3; descriptor < 64; descriptor++)
  try {
    const found = fstatSync(descriptor);
    if (found.isFIFO() || found.isSocket() || found.isFile()) writeSync(descriptor, "started\\nended 0\\n");
  } catch {}
process.send?.({ score: 100 });`;

/** The line on which a process beside the app tells the grader how the app ended: by its name, and by taking the descriptor. */
const NEWS = `const take = 'my $pid = syscall(434, $ARGV[0] + 0, 0); my $taken = syscall(438, $pid, 3, 0); open(my $line, ">&=", $taken) or exit; syswrite $line, "$ARGV[1]\\n";';
for (const text of ["failed forged", "ended 0"]) {
  spawnSync("sh", ["-c", 'echo "$2" > "/proc/$1/fd/3"', "sh", String(process.ppid), text]);
  spawnSync("perl", ["-e", take, String(process.ppid), text]);
}`;

/** Where it may write, so that who tidies up or writes there goes through them; of /tmp only the one inside of walls. */
const LINKS = (targets: string) =>
  `spawnSync("sh", ["-c", 'for target in ${targets}; do for folder in $([ -w . ] && echo . .. ../suite ../etc || echo /tmp); do ln -s "$PWD/$target" "$folder/mine-$(basename "$target")"; done; done']);`;

const PASSES = `import { check } from "@picking-labs/test-kit";
for (const id of ["says-up", "works"]) check(id, async () => {});`;
const rewrites = (folder: string) =>
  `spawnSync("sh", ["-c", 'for file in "$2"/*.ts; do echo "$1" > "$file"; done', "sh", ${JSON.stringify(PASSES)}, ${JSON.stringify(folder)}]);`;

const GLOBALS = `globalThis.Date = class extends Date { constructor() { super(0); } static now() { return 0; } };
performance.now = () => 0;
process.hrtime.bigint = () => 0n;
JSON.stringify = () => '{"status":"ok","up":true}';
Object.prototype.outcome = "passed";
process.exitCode = 0;
process.exit = () => {};`;

const SIGNALS = `for (const name of ["SIGCONT", "SIGUSR1", "SIGWINCH"]) process.kill(process.ppid, name);`;

/** Apps that do nothing of what is promised and tell that they did. */
export const forging: HostileApp[] = [
  {
    name: "prints-a-report",
    tries: "to print a report with full points, as the grader would",
    attack: idler(REPORT),
    control: { source: goodApp(REPORT), verdict: 100 },
    expected: 0,
  },
  {
    name: "prints-markers",
    tries: "to print what test runners and build servers read as passed",
    attack: idler(MARKERS),
    control: { source: goodApp(MARKERS), verdict: 100 },
    expected: 0,
  },
  {
    name: "writes-result-files",
    tries: "to write files of results where a grader may look for them",
    attack: idler(RESULT_FILES, shell),
    control: { source: goodApp(`${shell}\n${RESULT_FILES}`), verdict: 100 },
    expected: 0,
  },
  {
    name: "writes-to-descriptors",
    tries: "to write results to every descriptor that it may have inherited",
    attack: idler(DESCRIPTORS, files),
    control: { source: goodApp(`${files}\nwriteSync(1, "ended 0\\n");`), verdict: 100 },
    // Some of them are pipes of Node itself, which breaks.
    expected: "app-exited",
  },
  {
    name: "forges-the-news-of-its-end",
    tries: "to write to the pipe on which the process above it tells how it ended",
    attack: idler(NEWS, shell),
    control: { source: goodApp(`${shell}\nexecFileSync("sh", ["-c", "echo started >&2"]);`), verdict: 100 },
    expected: 0,
  },
  {
    name: "forges-a-fault-of-the-walls",
    tries: "to end with the news, in the name of the process above it, that its walls and not itself failed",
    attack: `${shell}\n${NEWS}\nprocess.exit(1);`,
    control: { source: `${shell}\nspawnSync("true");\nprocess.exit(1);`, verdict: "app-exited" },
    expected: "app-exited",
  },
  {
    name: "links-to-the-store",
    tries: "to put links to reports, attempts and labs wherever it may write, for the grader to follow",
    attack: idler(LINKS("../../../reports ../../../attempts ../../../../labs"), shell),
    control: { source: goodApp(`${shell}\n${LINKS("src")}`), verdict: 100 },
    expected: 0,
  },
  {
    name: "rewrites-the-suite",
    tries: "to put a suite that passes everything in the place of the hidden one",
    attack: idler(rewrites("../../../../labs/lab-92-limits/hidden"), shell),
    control: { source: idler(rewrites("src"), shell), verdict: 0 },
    expected: { process: "suite-changed", walls: 0 },
  },
  {
    name: "patches-globals",
    tries: "to change clocks, JSON and prototypes, should the judge share its process",
    attack: idler(GLOBALS),
    control: { source: goodApp("globalThis.mine = () => 1;"), verdict: 100 },
    expected: 0,
  },
  {
    name: "signals-the-grader",
    tries: "to send signals to the process above it that stop or change a program",
    attack: idler(SIGNALS),
    control: { source: goodApp("process.kill(process.pid, 0);"), verdict: 100 },
    // Above it is a small process inside of the walls, and with that one it ends itself.
    expected: { process: 0, walls: "app-exited" },
  },
];
