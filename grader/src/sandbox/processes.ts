import { type ChildProcess, spawn } from "node:child_process";
import { GraderError } from "../errors.ts";
import { killGroup, killMarked, killOrphans, MARK } from "./marked.ts";

type Account = { uid?: number; gid?: number };
export type StartOptions = {
  account?: Account;
  cwd?: string;
  env?: Record<string, string>;
  /** All of its stdin. */
  input?: string;
  /** Its stdin stays open, with nothing in it, until this process ends. */
  holdsStdin?: boolean;
  onData?: (stream: "stdout" | "stderr", chunk: Buffer) => void;
  /** Takes what the process writes to its file descriptor 3. */
  onNews?: (text: string) => void;
};

/** One process group of ours. */
export type Child = {
  pid: number;
  readonly exited: boolean;
  ended: Promise<{ code: number | null; signal: string | null }>;
  /** Last lines of its output. */
  tail(): string[];
  /** Asks with `signal`, then kills the whole group after `graceMs`; resolves when it is gone. */
  kill(signal: NodeJS.Signals, graceMs: number): Promise<void>;
};

/** Every process of one run. Nothing starts once it is disposed, and nothing that it started outlives it. */
export type Processes = AsyncDisposable & {
  start(command: string, args: string[], options: StartOptions & { name: string }): Child;
  /** Runs to the end; a failure is the machine's fault and names `what`. */
  run(command: string, args: string[], options: StartOptions & { what: string }): Promise<void>;
};

const TAIL_LINES = 15;
const PIPES_LIMIT_MS = 300;

/** The whole environment of a process of a run. */
export const inherited = (runId: string, env: Record<string, string> = {}): Record<string, string> => ({
  ...{ LANG: "C.UTF-8", PATH: "/usr/local/bin:/usr/bin:/bin" },
  ...env,
  [MARK]: runId,
});

export function createProcesses(runId: string): Processes {
  const children = new Set<Child>();
  let closed = false;
  const start: Processes["start"] = (command, args, options) => {
    if (closed) throw new GraderError("internal", `${options.name} was to start after the end of its run.`);
    const spawned = spawn(command, args, {
      cwd: options.cwd ?? "/",
      env: inherited(runId, options.env),
      stdio: [
        options.input === undefined && !options.holdsStdin ? "ignore" : "pipe",
        "pipe",
        "pipe",
        ...(options.onNews ? (["pipe"] as const) : []),
      ],
      // A group of its own: Ctrl-C reaches the grader alone, and a kill reaches all of it.
      detached: true,
      ...options.account,
    });
    // A process that ends at once does not read it.
    spawned.stdin?.on("error", () => {});
    if (!options.holdsStdin) spawned.stdin?.end(options.input);
    const child = track(spawned, runId, options);
    children.add(child);
    child.ended.then(() => children.delete(child));
    return child;
  };
  return {
    start,
    async run(command, args, { what, ...options }) {
      const child = start(command, args, { ...options, name: what });
      const { code, signal } = await child.ended;
      if (code === 0) return;
      const lines = child.tail().map((line) => `  ${line}`);
      throw new GraderError(
        "service-failed",
        [`${what} ended with ${signal ?? `exit code ${code}`}.`, ...lines].join("\n"),
      );
    },
    async [Symbol.asyncDispose]() {
      closed = true;
      await Promise.all([...children].map((child) => child.kill("SIGKILL", 0)));
      await killMarked(runId);
    },
  };
}

function track(process_: ChildProcess, runId: string, options: StartOptions): Child {
  let exited = false;
  let rest = "";
  const lines: string[] = [];
  const collect = (stream: "stdout" | "stderr") => (chunk: Buffer) => {
    options.onData?.(stream, chunk);
    const parts = (rest + chunk.toString("utf8")).split("\n");
    rest = (parts.pop() ?? "").slice(-4096);
    lines.push(...parts.slice(-TAIL_LINES));
    lines.splice(0, lines.length - TAIL_LINES);
  };
  process_.stdout?.on("data", collect("stdout"));
  process_.stderr?.on("data", collect("stderr"));
  process_.stdio[3]?.on("data", (chunk: Buffer) => options.onNews?.(chunk.toString()));
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    process_.once("error", (error) => {
      lines.push(error.message);
      exited = true;
      resolve({ code: null, signal: error.message });
    });
    process_.once("exit", (code, signal) => {
      exited = true;
      const tell = () => resolve({ code, signal });
      // What still stands in the pipes is read first, but a grandchild that holds them must not hold us.
      const limit = setTimeout(tell, PIPES_LIMIT_MS);
      process_.once("close", () => {
        clearTimeout(limit);
        tell();
      });
    });
  });
  return {
    pid: process_.pid ?? -1,
    get exited() {
      return exited;
    },
    ended,
    tail: () => [...lines, rest].filter((line) => line.trim() !== ""),
    async kill(signal, graceMs) {
      const { pid } = process_;
      if (pid === undefined) return;
      if (!exited && graceMs > 0) {
        process_.kill(signal);
        await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, graceMs).unref())]);
      }
      if (exited) await killOrphans(pid, runId);
      else killGroup(pid);
      await ended;
    },
  };
}
