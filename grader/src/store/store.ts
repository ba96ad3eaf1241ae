import { mkdir, open, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Report } from "@picking-labs/contracts";
import { GraderError } from "../errors.ts";

/** One line of `attempts/LAB.jsonl`. */
export type Attempt = {
  at: string;
  target: string;
  digest: string;
  score: number;
  passed: boolean;
  /** Points that could not be judged where it ran: not a full pass. */
  notJudged?: number;
  seed: string;
};

export type GradedReport = Extract<Report, { outcome: "graded" }>;

/** The record of what was graded on this machine. */
export type Store = {
  /** Keeps the report as the latest of its lab, and counts a whole run of the learner's work as an attempt. */
  keep(report: GradedReport): Promise<void>;
  attempts(lab: string): Promise<Attempt[]>;
  /** The latest whole report of the lab and the latest of chosen checks, newest first. */
  latest(lab: string): Promise<GradedReport[]>;
};

/** `half`: name of a file of this process that is not whole yet; a later command removes what a killed one left. */
export function openStore(state: string, half: string): Store {
  const attemptsFile = (lab: string) => join(state, "attempts", `${lab}.jsonl`);
  const reportFile = (lab: string, part: "whole" | "chosen") => join(state, "reports", `${lab}.${part}.json`);
  return {
    async keep(result) {
      await mkdir(join(state, "attempts"), { recursive: true });
      await mkdir(join(state, "reports"), { recursive: true });
      const file = reportFile(result.lab.id, result.selection ? "chosen" : "whole");
      await writeFile(join(state, "reports", half), `${JSON.stringify(result, null, 1)}\n`);
      // Readers see the old file or the new one, never a part.
      await rename(join(state, "reports", half), file);
      if (result.selection || result.target.kind !== "work") return;
      const { target, score, passed, notJudged, seed, startedAt } = result;
      const attempt: Attempt = {
        at: startedAt,
        target: target.name,
        digest: target.digest,
        score,
        passed,
        ...(notJudged && { notJudged: notJudged.points }),
        seed,
      };
      await appendLine(attemptsFile(result.lab.id), JSON.stringify(attempt));
    },
    async attempts(lab) {
      const text = await readFile(attemptsFile(lab), "utf8").catch(() => "");
      return text.split("\n").flatMap(readAttempt);
    },
    async latest(lab) {
      const files = (["whole", "chosen"] as const).map((part) => reportFile(lab, part));
      const reports = await Promise.all(files.map(readReport));
      return reports.flat().sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1));
    },
  };
}

/** One short line by one write in append mode: two grades at once do not mix. */
async function appendLine(file: string, line: string): Promise<void> {
  await using handle = await open(file, "a+");
  const { size } = await handle.stat();
  const last = Buffer.from("\n");
  if (size > 0) await handle.read(last, 0, 1, size - 1);
  // A line that a full disk cut off must not take this one with it.
  await handle.appendFile(last.toString() === "\n" ? `${line}\n` : `\n${line}\n`);
}

/** A line cut off by a full disk or a crash is no attempt. */
function readAttempt(line: string): Attempt[] {
  try {
    const value = JSON.parse(line) as Attempt;
    return typeof value.score === "number" && typeof value.at === "string" ? [value] : [];
  } catch {
    return [];
  }
}

async function readReport(file: string): Promise<GradedReport[]> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return [];
  const { report } = await import("@picking-labs/contracts");
  try {
    const read = report.parse(JSON.parse(text));
    return read.outcome === "graded" ? [read] : [];
  } catch (cause) {
    throw new GraderError("store-damaged", `${file} is not a report of this version.`, { cause });
  }
}
