import { readFileSync } from "node:fs";
import { expect, onTestFinished, test, vi } from "vitest";
import { listenersOf } from "./listeners.ts";
import { killMarked } from "./marked.ts";
import { createProcesses, type Processes } from "./processes.ts";

let runs = 0;
function newProcesses(): Processes {
  const processes = createProcesses(`${process.pid}-test-${++runs}`);
  onTestFinished(() => processes[Symbol.asyncDispose]());
  return processes;
}

const alive = (pid: number) => {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
};

/** Starts Node with a script and gives its first line. */
async function start(processes: Processes, script: string) {
  let text = "";
  const child = processes.start(process.execPath, ["-e", script], {
    name: "script",
    onData: (_stream, chunk) => {
      text += chunk;
    },
  });
  await vi.waitUntil(() => text.includes("\n"), { timeout: 20_000 });
  return { child, line: text.slice(0, text.indexOf("\n")) };
}

/** A parent that starts a child which stays, and tells the child's pid. */
const withChild = (options: string, after: string) =>
  `const child = require("child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], ${options});
   console.log(child.pid); ${after}`;

test("The end of a run ends every process of it, in its own group or another, and lets nothing start any more", async () => {
  const processes = newProcesses();
  const { child, line } = await start(
    processes,
    withChild("{ detached: true, stdio: 'ignore' }", "setInterval(() => {}, 1000)"),
  );
  expect([alive(child.pid), alive(Number(line))]).toEqual([true, true]);
  await processes[Symbol.asyncDispose]();
  expect(alive(child.pid)).toBe(false);
  await vi.waitUntil(() => !alive(Number(line)));
  expect(() => processes.start("true", [], { name: "late" })).toThrow(
    "late was to start after the end of its run",
  );
});

test("A process that has ended is told with its code, its last lines, and its children are killed with it", async () => {
  const { child, line } = await start(
    newProcesses(),
    withChild("{ stdio: 'ignore' }", "console.error('bye'); setTimeout(() => process.exit(7), 50)"),
  );
  expect(await child.ended).toEqual({ code: 7, signal: null });
  expect(child.exited).toBe(true);
  expect(child.tail()).toEqual([line, "bye"]);
  await child.kill("SIGTERM", 1000);
  await vi.waitUntil(() => !alive(Number(line)));
});

test("A process that ignores the signal it is asked with is killed after its time of grace", async () => {
  const { child } = await start(
    newProcesses(),
    "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('up')",
  );
  await child.kill("SIGTERM", 50);
  expect((await child.ended).signal).toBe("SIGKILL");
});

test("A command that is not there ends as a failure that names it", async () => {
  const processes = newProcesses();
  await expect(processes.run("/no/such/command", [], { what: "the preparation" })).rejects.toThrow(
    /^the preparation ended with .*ENOENT/,
  );
  await expect(
    processes.run(process.execPath, ["-e", "console.error('no luck'); process.exit(3)"], { what: "it" }),
  ).rejects.toThrow("it ended with exit code 3.\n  no luck");
});

test.runIf(process.platform === "linux")("Only processes with the mark of the run are killed", async () => {
  const mine = newProcesses();
  const others = newProcesses();
  const { child } = await start(others, "console.log('up'); setInterval(() => {}, 1000)");
  await mine[Symbol.asyncDispose]();
  await killMarked("1-1-00000000");
  expect(alive(child.pid)).toBe(true);
});

test("The listening sockets of a process are told with their addresses, those of others are not", async () => {
  const { child, line } = await start(
    newProcesses(),
    `const net = require("net"); const a = net.createServer().listen(0, "127.0.0.1", () => {
       const b = net.createServer().listen(0, "::1", () => console.log(JSON.stringify([a.address().port, b.address().port])));
     });`,
  );
  const [four, six] = JSON.parse(line);
  const listeners = await listenersOf([child.pid]);
  expect(listeners.map(({ address, port }) => `${address} ${port}`).sort()).toEqual(
    [`127.0.0.1 ${four}`, `::1 ${six}`].sort(),
  );
  expect(listeners.every(({ pid }) => pid === child.pid)).toBe(true);
});
