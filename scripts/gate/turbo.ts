import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { delimiter, dirname, join } from "node:path";

/** One task of one package, as it ended. */
export type TaskRun = { name: string; task: string; folder: string; exitCode: number; cached: boolean };

type Summary = {
  tasks: {
    task: string;
    package: string;
    directory: string;
    command: string;
    cache: { status: "HIT" | "MISS" };
    execution?: { exitCode?: number };
  }[];
};

/**
 * A lab's apps, services and judge, or the tests of a package, keep two processors busy. Two labs side by side there took as
 * long as one after the other, and what each waited for came late.
 */
const atOnce = Math.max(1, Math.floor(availableParallelism() / 4));

/** Runs tasks over all packages, the unchanged ones from the cache, and goes on after a failure. */
export async function runTasks(
  root: string,
  tasks: string[],
  { args = [], output = "inherit" }: { args?: string[]; output?: "inherit" | "ignore" } = {},
): Promise<TaskRun[]> {
  const runs = join(root, ".turbo/runs");
  rmSync(runs, { recursive: true, force: true });
  const flags = ["--continue", "--summarize", `--concurrency=${atOnce}`, "--output-logs=new-only", ...args];
  const bin = join(root, "scripts/node_modules/.bin");
  const turbo = spawn(join(bin, "turbo"), ["run", ...tasks, ...flags], {
    cwd: root,
    stdio: ["ignore", output, output],
    env: {
      ...process.env,
      // This very Node and the pinned pnpm, whatever the machine has.
      PATH: [dirname(process.execPath), bin, process.env.PATH].join(delimiter),
      DO_NOT_TRACK: "1",
      TURBO_TELEMETRY_DISABLED: "1",
      TURBO_NO_UPDATE_NOTIFIER: "1",
      TURBO_GLOBAL_WARNING_DISABLED: "1",
    },
  });
  await once(turbo, "close");
  return readRuns(root, runs);
}

function readRuns(root: string, runs: string): TaskRun[] {
  const [file] = existsSync(runs) ? readdirSync(runs) : [];
  if (file === undefined) return []; // it broke before it began
  const { tasks } = JSON.parse(readFileSync(join(runs, file), "utf8")) as Summary;
  return tasks
    .filter(({ command }) => command !== "<NONEXISTENT>")
    .map((run) => ({
      name: `${run.package} ${run.task}`,
      task: run.task,
      folder: join(root, run.directory),
      exitCode: run.execution?.exitCode ?? 1,
      cached: run.cache.status === "HIT",
    }));
}
