import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");
const MAIN = join(root, "grader/src/cli/main.ts");
const LOOK_EVERY_MS = 100;

/** What one grade came to; sizes in MiB, times in ms. */
export type Graded = {
  /** undefined when there was no score. */
  score: number | undefined;
  /** Ids of the checks that did not pass, or why there is no score. */
  lost: string[];
  /** The suite alone, from its first check to its last. */
  suiteMs: number;
  wallMs: number;
  /** Largest resident memory of the grader's process, which runs the suite too. */
  peakMb: number;
};

type Reported = {
  outcome: string;
  score?: number;
  problem?: { message: string };
  checks?: { id: string; outcome: string }[];
  phases?: { name: string; ms: number }[];
};

export function startGrader(args: string[]) {
  return spawn(process.execPath, [MAIN, ...args], { cwd: root, stdio: ["ignore", "pipe", "ignore"] });
}

export async function gradeOnce(lab: string, target: string): Promise<Graded> {
  const began = performance.now();
  const child = startGrader(["grade", lab, "--target", target, "--json"]);
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  let peakMb = 0;
  const watch = setInterval(() => {
    peakMb = Math.max(peakMb, peakMemory(child.pid ?? 0));
  }, LOOK_EVERY_MS);
  await new Promise((resolve) => child.once("close", resolve));
  clearInterval(watch);
  const report = parse(stdout);
  return {
    score: report.outcome === "graded" ? report.score : undefined,
    lost:
      report.outcome === "graded"
        ? (report.checks ?? []).filter(({ outcome }) => outcome !== "passed").map(({ id }) => id)
        : [report.problem?.message ?? report.outcome],
    suiteMs: report.phases?.find(({ name }) => name === "checks")?.ms ?? Number.NaN,
    wallMs: performance.now() - began,
    peakMb,
  };
}

function parse(stdout: string): Reported {
  try {
    return JSON.parse(stdout);
  } catch {
    return { outcome: `no report: ${stdout.slice(0, 200)}` };
  }
}

/** 0 where there is no /proc, and after the end. */
function peakMemory(pid: number): number {
  try {
    const kib = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return Number(kib ?? 0) / 1024;
  } catch {
    return 0;
  }
}
