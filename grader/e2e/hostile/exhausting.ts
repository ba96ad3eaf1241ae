import { GOOD_ANSWER, goodApp, server } from "../support/app-source.ts";
import type { HostileApp } from "./hostile-app.ts";

/** An app of lab-92 that does its promised work by `work`: 100 points when it gets to the end of it, 60 when it is stopped. */
const hog = (work: string, imports = "") => `${imports}
${server(`if (request.url !== "/work") return ${GOOD_ANSWER}
void (async () => { ${work} })().then(() => response.end("done"), () => { response.statusCode = 500; response.end(); });`)}`;

const shell = 'import { execFile, spawn } from "node:child_process";\nimport { promisify } from "node:util";';
const sh = (command: string) => `await promisify(execFile)("sh", ["-c", ${JSON.stringify(command)}]);`;
/** Megabytes in a file that has no name and is mapped by nobody: memfd_create, by its number on this processor. */
const memoryOfAFile = (megabytes: number) =>
  `perl -e 'my $number = syscall(${process.arch === "arm64" ? 279 : 319}, my $name = "x", 0); open my $file, ">&=", $number or exit 1; for (1 .. ${megabytes}) { print $file "x" x 1e6 or exit 1 } sleep 1'`;
/** Eight seconds of a process that lives for some milliseconds and then goes on in a child of another session. */
const HOPS =
  "use POSIX; my $end = time + 8; while (time < $end) { exit 0 if fork; POSIX::setsid(); select undef, undef, undef, 0.005 }";
const breathe = "await new Promise((resolve) => setTimeout(resolve, 10));";

/** Apps that take more of the machine than their lab allows. Limits: 160 MB, 2 s of processor time, 64 KB of output. */
export const exhausting: HostileApp[] = [
  {
    name: "memory-in-the-heap",
    tries: "to fill memory with objects",
    attack: hog(
      `const kept = []; for (;;) { kept.push(Array.from({ length: 1e5 }, Math.random)); ${breathe} }`,
    ),
    control: { source: hog("Array.from({ length: 1e5 }, Math.random);"), verdict: 100 },
    expected: 60,
  },
  {
    name: "memory-outside-the-heap",
    tries: "to fill memory with buffers, which a limit of the heap does not count",
    attack: hog(`const kept = []; for (;;) { kept.push(Buffer.alloc(2e7, 1)); ${breathe} }`),
    control: { source: hog("Buffer.alloc(2e7, 1);"), verdict: 100 },
    expected: 60,
  },
  {
    name: "memory-of-a-child",
    tries: "to fill memory in a child process of another group",
    attack: hog(
      `const child = spawn("perl", ["-e", "my @kept; for (1 .. 10) { push @kept, 'x' x 2e7; select undef, undef, undef, 0.05 } sleep 3"], { detached: true });
       const code = await new Promise((resolve) => child.once("exit", resolve));
       if (code !== 0) throw new Error("stopped");`,
      shell,
    ),
    control: {
      source: hog(`spawn("perl", ["-e", "my $kept = 'x' x 1e6"], { detached: true });`, shell),
      verdict: 100,
    },
    expected: { process: 100, walls: 60 },
    getsThrough: "as much memory as the machine has, in a child process that left its group",
  },
  {
    name: "disk",
    tries: "to fill the disk below its own folder",
    attack: hog(sh("head -c 300000000 /dev/zero > big"), shell),
    control: { source: hog(sh("head -c 300000 /dev/zero > /dev/null"), shell), verdict: 100 },
    expected: { process: 100, walls: 60 },
    getsThrough: "the disk until the run ends, in a lab that allows child processes",
  },
  {
    name: "processes",
    tries: "to start processes without end",
    attack: hog(
      sh(
        'i=0; while [ $i -lt 700 ]; do sleep 20 > /dev/null 2>&1 & i=$((i + 1)); done; [ "$(jobs -p | wc -l)" -ge 700 ]',
      ),
      shell,
    ),
    control: { source: hog(sh("sleep 0.1 & sleep 0.1 & wait"), shell), verdict: 100 },
    expected: 60,
  },
  {
    name: "threads",
    tries: "to start threads without end",
    attack: hog(
      'for (let count = 0; count < 200; count++) new Worker("setInterval(() => {}, 1000)", { eval: true });',
      'import { Worker } from "node:worker_threads";',
    ),
    control: {
      source: hog("for (let count = 0; count < 200; count++) setImmediate(() => {});"),
      verdict: 100,
    },
    expected: 60,
  },
  {
    name: "time-of-the-processor",
    tries: "to spin in its own process",
    attack: hog("for (;;);"),
    control: { source: hog("for (let count = 0; count < 1e6; count++);"), verdict: 100 },
    expected: 60,
  },
  {
    name: "time-in-a-child",
    tries: "to spin in a child process",
    attack: hog(sh("i=0; while [ $i -lt 9000000 ]; do i=$((i + 1)); done"), shell),
    control: { source: hog(sh("true"), shell), verdict: 100 },
    expected: 60,
  },
  {
    name: "time-outside-its-group",
    tries: "to spin in a child process that left its group and its session",
    attack: hog(
      `${sh("setsid -f timeout 8 sh -c 'while :; do :; done' > /dev/null 2>&1")}
       await new Promise((resolve) => setTimeout(resolve, 8000));`,
      shell,
    ),
    control: { source: hog(sh("setsid true"), shell), verdict: 100 },
    expected: { process: 100, walls: 60 },
    getsThrough: "processor time until the run ends, in a child process that left its group",
  },
  {
    name: "output-without-a-newline",
    tries: "to write output without an end and without a newline",
    attack: hog('for (;;) { process.stdout.write("x".repeat(5000)); await new Promise(setImmediate); }'),
    control: { source: hog('process.stdout.write("x".repeat(5000));'), verdict: 100 },
    expected: 60,
  },
  {
    name: "outlives-its-run",
    tries: "to leave processes behind that ignore SIGTERM and hold its output open",
    attack: hog(
      `for (const detached of [true, false])
         spawn("sh", ["-c", "trap '' TERM; while :; do sleep 1; done"], { detached, stdio: "inherit" });`,
      shell,
    ),
    control: { source: hog(sh("true"), shell), verdict: 100 },
    expected: 100,
  },
  {
    name: "processes-that-fork",
    tries: "to fork in every process that was forked",
    attack: hog(
      `const child = spawn("perl", ["-e", "for (1 .. 10) { fork // exit 1 } sleep 20"]);
       await new Promise((resolve) => setTimeout(resolve, 3000));
       if (child.exitCode !== null) throw new Error("stopped");`,
      shell,
    ),
    control: { source: hog(sh("perl -e 'for (1 .. 2) { fork // exit 1 }'"), shell), verdict: 100 },
    expected: 60,
  },
  {
    name: "memory-without-a-process",
    tries: "to fill memory that belongs to a file, which the size of no process shows",
    attack: hog(sh(memoryOfAFile(400)), shell),
    control: { source: hog(sh(memoryOfAFile(4)), shell), verdict: 100 },
    expected: { process: 100, walls: 60 },
    getsThrough: "as much memory as the machine has, in a file of memory",
  },
  {
    name: "time-in-short-lives",
    tries: "to spin in child processes that end before anybody looks at them",
    attack: hog(sh(`for time in $(seq 20); do perl -e '1 while times() < 0.25'; done`), shell),
    control: { source: hog(sh(`perl -e '1 while times() < 0.1'`), shell), verdict: 100 },
    expected: 60,
  },
  {
    name: "descriptors",
    tries: "to open files without end",
    attack: hog("for (;;) openSync(import.meta.filename);", 'import { openSync } from "node:fs";'),
    control: {
      source: hog(
        "for (let count = 0; count < 50; count++) openSync(import.meta.filename);",
        'import { openSync } from "node:fs";',
      ),
      verdict: 100,
    },
    expected: 60,
  },
  {
    name: "output-from-outside-its-group",
    tries: "to flood its output from a child process that left its group and its session",
    attack: `${shell}\nspawn("yes", { detached: true, stdio: "inherit" });\n${goodApp()}`,
    control: {
      source: `${shell}\nspawn("echo", { detached: true, stdio: "inherit" });\n${goodApp()}`,
      verdict: 100,
    },
    expected: "app-exited",
  },
  {
    name: "forgets-its-mark",
    tries: "to leave a process behind that changes its number all the time and shows nothing of its run",
    attack: hog(sh(`env -i setsid perl -e '${HOPS}' > /dev/null 2>&1 &`), shell),
    control: { source: hog(sh(`perl -e 'exit 0 if fork; exit 0' > /dev/null 2>&1 &`), shell), verdict: 100 },
    expected: 100,
    getsThrough: "a process that goes on after the run",
  },
];
