import type { AppExit } from "@picking-labs/contracts";
import { asGraderError, type GraderError } from "../../errors.ts";
import { listUsage } from "../group.ts";
import { lineSplitter } from "../lines.ts";
import type { Processes } from "../processes.ts";

export type OpenAppSpec = {
  processes: Processes;
  /** Words after Node itself. */
  words: string[];
  cwd: string;
  env: Record<string, string>;
  port: number;
  /** What the lab gives an app until `/ping` answers. */
  bootMs: number;
  onLine: (line: string) => void;
};

/** An app without walls and without limits, as its author starts it. */
export type OpenApp = {
  ended: Promise<AppExit>;
  /** Resolves once `/ping` answers as promised, or with what is the matter instead. */
  ready: Promise<GraderError | undefined>;
  /** Asks it to end, and ends it when it has not; resolves when all of its group is gone. */
  stop(): Promise<void>;
};

/** Labs promise to end within five seconds. */
const STOP_LIMIT_MS = 6_000;
const TAIL_LINES = 40;

export function startOpenApp({ processes, words, cwd, env, port, bootMs, onLine }: OpenAppSpec): OpenApp {
  const tail: string[] = [];
  const splitter = () =>
    lineSplitter((line) => {
      tail.push(line);
      tail.splice(0, tail.length - TAIL_LINES);
      onLine(line);
    });
  const splitters = { stdout: splitter(), stderr: splitter() };
  const child = processes.start(process.execPath, words, {
    name: "app",
    cwd,
    env,
    onData: (stream, chunk) => splitters[stream].write(chunk),
  });
  const ended = child.ended.then((exit) => {
    splitters.stdout.end();
    splitters.stderr.end();
    return exit;
  });
  const stopping = new AbortController();
  const waiting = { port, limitMs: bootMs, ended, exited: () => child.exited, tail, signal: stopping.signal };
  const members = async () =>
    (await listUsage()).filter(({ group }) => group === child.pid).map(({ pid }) => pid);
  const ready = import("../ready.ts")
    .then(({ waitUntilReady }) => waitUntilReady({ ...waiting, members }))
    .then(() => undefined, asGraderError);
  return {
    ended,
    ready,
    async stop() {
      stopping.abort();
      await child.kill("SIGTERM", STOP_LIMIT_MS);
    },
  };
}
