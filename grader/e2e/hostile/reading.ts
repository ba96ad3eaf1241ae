import { databaseThief, type HostileApp, thief } from "./hostile-app.ts";

const shell = 'import { execFileSync } from "node:child_process";';
/** What a command prints, through a child process, which Node's permission model does not see. */
const printed = (command: string, ...words: string[]) =>
  `execFileSync("sh", ["-c", ${JSON.stringify(command)}, "sh", ${words.join(", ")}], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] })`;

const READ_MEMORY = `perl -e '
  open my $maps, "<", "/proc/$ARGV[0]/maps" or exit 1;
  my ($start) = map { /^([0-9a-f]+)-.* rw/ ? hex $1 : () } <$maps> or exit 1;
  open my $memory, "<", "/proc/$ARGV[0]/mem" or exit 1;
  sysseek $memory, $start, 0;
  print "read" if sysread $memory, my $bytes, 64;' "$1"`;

/** From the app's folder, which lies in the state folder of the checkout, to a file of the checkout. */
const UP = "../../../..";

/** Every way to a file that needs no other process. */
const waysTo = (path: string) => `
const path = (await import("node:path")).resolve(${JSON.stringify(path)});
const fs = await import("node:fs");
for (const way of [
  () => fs.readFileSync(path, "utf8"),
  () => fs.promises.readFile(path, "utf8"),
  () => fs.readFileSync(Buffer.from(path), "utf8"),
  () => fs.readFileSync("/proc/self/root" + path, "utf8"),
  () => fs.readFileSync("/proc/self/cwd/" + ${JSON.stringify(path)}, "utf8"),
  () => fs.opendirSync((path + "/..").replace(/[^/]+\\/\\.\\.$/, "")).readSync()?.name,
  () => fs.openAsBlob(path).then((blob) => blob.text()),
  () => process.getBuiltinModule("module").createRequire(path)(path),
  () => import(path).then(Object.keys).then(String),
  () => process.binding("fs").internalModuleReadJSON(path),
  () => (fs.symlinkSync(path, "link.txt"), fs.readFileSync("link.txt", "utf8")),
  () => new (process.getBuiltinModule("worker_threads").Worker)(path) && "a thread",
]) {
  const found = await (async () => way())().catch(() => undefined);
  if (found) return found;
}`;

/** Reads `path` below the folder that all packages are in. Naming a file inside of a library brings the real packages. */
const belowPackages = (path: string) => `
await import("pg/lib/utils.js").catch(() => {});
const real = (await import("node:url")).fileURLToPath(import.meta.resolve("pg"));
return (await import("node:fs")).readFileSync(real.replace(/\\/\\.pnpm\\/.*/, "/.pnpm/") + ${path}, "utf8");`;

/** What the first of these ports of its own network answers to HTTP. */
const answerOf = (ports: string) => `
for (const port of ${ports}) {
  const answer = await fetch(\`http://127.0.0.1:\${port}/__vitest__/\`, { signal: AbortSignal.timeout(500) }).catch(() => undefined);
  if (answer) return answer.status;
}`;
/** Of what listens, where the grader holds its ports and where runners, bundlers and debuggers listen. */
const DOORS = `execFileSync("cat", ["/proc/net/tcp", "/proc/net/tcp6"], { encoding: "utf8" }).split("\\n")
  .map((line) => line.trim().split(/\\s+/)).filter(([, , , state]) => state === "0A")
  .map(([, address]) => Number.parseInt(address.split(":").at(-1), 16))
  .filter((port) => (port >= 24000 && port < 28000) || [9229, 24678, 51204, 63315].includes(port))`;

/** Apps that look for the suite, the judge's credentials and the grader's memory. */
export const reading: HostileApp[] = [
  {
    name: "environment-of-the-grader",
    tries: "to read the environment of the process above it, by a child process",
    attack: thief(
      `return ${printed('cat "/proc/$1/environ"', "process.ppid")}.includes("PICKING_LABS_STATE");`,
      shell,
    ),
    control: {
      source: thief(`return ${printed("cat /proc/self/environ")}.includes("PORT=");`, shell),
      verdict: 0,
    },
    expected: { process: 0, walls: 100 },
    getsThrough: "the environment of the grader's process",
  },
  {
    name: "words-of-the-grader",
    tries: "to read the command lines of all processes",
    attack: thief(
      `return ${printed("cat /proc/[0-9]*/cmdline | tr '\\0' ' '")}.includes("cli/main.ts grade");`,
      shell,
    ),
    control: {
      source: thief(
        `return ${printed("cat /proc/[0-9]*/cmdline | tr '\\0' ' '")}.includes("src/main.ts");`,
        shell,
      ),
      verdict: 0,
    },
    expected: { process: 0, walls: 100 },
    getsThrough: "the command lines of the machine's processes",
  },
  {
    name: "memory-of-the-grader",
    tries: "to read the memory of the process above it that judges",
    attack: thief(
      `const words = ${printed('cat "/proc/$1/cmdline"', "process.ppid")};
       return words.includes("cli/main.ts") && ${printed(READ_MEMORY, "process.ppid")};`,
      shell,
    ),
    control: { source: thief(`return ${printed(READ_MEMORY, "process.pid")};`, shell), verdict: 0 },
    expected: { process: 0, walls: 100 },
    getsThrough: "the memory of every process of the same user",
  },
  {
    name: "descriptors-of-the-grader",
    tries: "to look through the files and pipes that the grader has open",
    attack: thief(
      `const words = ${printed('cat "/proc/$1/cmdline"', "process.ppid")};
       return words.includes("cli/main.ts") && ${printed('ls -l "/proc/$1/fd"', "process.ppid")}.includes("socket:");`,
      shell,
    ),
    control: {
      source: thief(`return ${printed('ls -l "/proc/$1/fd"', "process.pid")}.includes("->");`, shell),
      verdict: 0,
    },
    expected: { process: 0, walls: 100 },
    getsThrough: "the list of what the grader has open",
  },
  {
    name: "suite-by-searching",
    tries: "to find the hidden suite with a search by a child process, and to read it",
    attack: thief(
      `return ${printed('find "$1" -maxdepth 4 -path "*lab-92-limits/hidden/*" -name "*.test.ts" -exec head -c 20 {} +', `"${UP}"`)};`,
      shell,
    ),
    control: {
      source: thief(`return ${printed('find . -name "main.ts" -exec head -c 20 {} +')};`, shell),
      verdict: 0,
    },
    expected: { process: 0, walls: 100 },
    getsThrough: "the suite, in a lab that allows child processes",
  },
  {
    name: "suite-from-inside",
    tries: "to read the hidden suite in a dozen ways from its own process",
    lab: "lab-91",
    attack: databaseThief(waysTo(`${UP}/labs/lab-91-rows/hidden/rows.test.ts`)),
    control: { source: databaseThief(waysTo("src/items.ts")), verdict: 0 },
    expected: 100,
  },
  {
    name: "data-of-the-database",
    tries: "to read the files that the run's Postgres keeps in memory",
    lab: "lab-91",
    attack: databaseThief('return (await import("node:fs")).readdirSync("/dev/shm").join();'),
    control: {
      source: databaseThief('return (await import("node:fs")).readdirSync("src").join();'),
      verdict: 0,
    },
    expected: 100,
  },
  {
    name: "debugger-of-the-grader",
    tries: "to have the process above it open a debugger, and to connect",
    attack: thief(
      `process.kill(process.ppid, "SIGUSR1");
       await new Promise((resolve) => setTimeout(resolve, 500));
       return new Promise((resolve) => connect(9229, "127.0.0.1", () => resolve("open")).on("error", () => resolve(false)));`,
      'import { connect } from "node:net";',
    ),
    control: {
      source: thief(
        `const server = listener().listen(0, "127.0.0.1");
         await new Promise((resolve) => server.once("listening", resolve));
         const { port } = server.address();
         return new Promise((resolve) => connect(port, "127.0.0.1", () => resolve("open")).on("error", () => resolve(false)));`,
        'import { connect, createServer as listener } from "node:net";',
      ),
      verdict: 0,
    },
    expected: { process: 100, walls: "app-exited" },
  },
  {
    name: "secrets-of-any-process",
    tries: "to look into the environment, the root and the working folder of every process that it sees",
    attack: thief(
      `const hidden = resolve("${UP}/labs/lab-92-limits/hidden/up.test.ts");
       return ${printed('cat /proc/[0-9]*/environ | tr "\\0" "\\n" | grep ^PICKING_LABS_STATE=; head -c 20 /proc/[0-9]*/root"$1" /proc/[0-9]*/cwd/"$1"; true', "hidden")};`,
      `${shell}\nimport { resolve } from "node:path";`,
    ),
    control: {
      source: thief(
        `return ${printed('cat /proc/[0-9]*/environ | tr "\\0" "\\n" | grep ^PORT=; true')};`,
        shell,
      ),
      verdict: 0,
    },
    expected: { process: 0, walls: 100 },
    getsThrough: "the environments of the machine's processes and the suite",
  },
  {
    name: "suite-by-links-of-packages",
    tries: "to reach the hidden suite from the libraries by the links between packages",
    lab: "lab-91",
    attack: databaseThief(
      belowPackages(
        '"node_modules/@picking-labs/test-kit/../../grader/e2e/labs/lab-91-rows/hidden/rows.test.ts"',
      ),
    ),
    control: { source: databaseThief(belowPackages('real.replace(/.*\\/\\.pnpm\\//, "")')), verdict: 0 },
    expected: 100,
  },
  {
    name: "doors-of-the-grader",
    tries: "to find a port on which the grader or its runner listens, and to be answered",
    attack: thief(answerOf(DOORS), shell),
    control: {
      source: thief(
        `const own = listener((_request, response) => response.end("mine")).listen(0, "127.0.0.1");
         await new Promise((resolve) => own.once("listening", resolve));
         ${answerOf("[own.address().port]")}`,
        'import { createServer as listener } from "node:http";',
      ),
      verdict: 0,
    },
    expected: 100,
  },
];
