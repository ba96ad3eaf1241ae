import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { type Report, report } from "@picking-labs/contracts";
import { ownedBy } from "../../src/run-id.ts";

const MAIN = join(import.meta.dirname, "../../src/cli/main.ts");

/** For the environment of a command. */
export const readSlowly = { SLOW_READER: join(import.meta.dirname, "slow-reader.mjs") };

export type Ended = { code: number | null; signal: string | null; stdout: string; stderr: string };

/** The grader as a process of its own, as a user starts it. */
export type CommandLine = {
  pid: number;
  /** What the ids of its runs begin with. */
  runs: string;
  /** Resolves once what it has written matches, rejects when it ends before that. */
  seen(pattern: RegExp): Promise<void>;
  output(): string;
  signal(name: NodeJS.Signals): void;
  /** Ctrl-C: the terminal sends it to everything in the foreground. */
  interrupt(): void;
  ended: Promise<Ended>;
};

/** All of these tests hold on every level of isolation; without this they run on the best one that there is. */
const { PICKING_LABS_ISOLATION } = process.env;
const level = PICKING_LABS_ISOLATION === undefined ? {} : { PICKING_LABS_ISOLATION };
/** As the package scripts set it. */
const { NODE_COMPILE_CACHE } = process.env;
const compiled = NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE };

const THROUGH_SLOW_READER = '"$0" "$@" | "$0" "$SLOW_READER"';

/** With `SLOW_READER` in `env`, see `readSlowly`, its stdout goes through a pipe to a reader that takes its time. */
export function startCommandLine(args: string[], env: Record<string, string>): CommandLine {
  const [program = "", ...words] = [
    ...("SLOW_READER" in env ? ["/bin/sh", "-c", THROUGH_SLOW_READER] : []),
    process.execPath,
    MAIN,
    ...args,
  ];
  const child = spawn(program, words, {
    env: { PATH: `${process.env.PATH}`, LANG: "C.UTF-8", NO_COLOR: "1", ...level, ...compiled, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const written = { stdout: "", stderr: "" };
  const output = () => written.stdout + written.stderr;
  const waiting = new Set<() => void>();
  for (const stream of ["stdout", "stderr"] as const)
    child[stream].setEncoding("utf8").on("data", (text: string) => {
      written[stream] += text;
      for (const look of waiting) look();
    });
  return {
    pid: child.pid ?? -1,
    // Read at once: as long as nobody has waited for it, even one that ended has this entry.
    runs: ownedBy(child.pid ?? -1),
    output,
    seen: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!pattern.test(output())) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
        child.once("close", () => reject(new Error(`ended before ${pattern} was seen:\n${output()}`)));
      }),
    signal: (name) => void child.kill(name),
    interrupt: () => void process.kill(-Number(child.pid), "SIGINT"),
    ended: endOf(child).then((end) => ({ ...end, ...written })),
  };
}

/** After the end and after the last byte. */
function endOf(child: ChildProcess): Promise<Pick<Ended, "code" | "signal">> {
  return new Promise((resolve) => child.once("close", (code, signal) => resolve({ code, signal })));
}

/** Prose as one line: where it was broken depends on the width of the terminal. */
export const flat = (text: string) => text.replace(/\s+/g, " ");

/** What `--json` printed, valid by the contracts' schema. */
export function reportOf({ stdout, stderr }: Ended): Report {
  try {
    return report.parse(JSON.parse(stdout));
  } catch (cause) {
    throw new Error(`no report on stdout:\n${stdout}\nstderr:\n${stderr}`, { cause });
  }
}
