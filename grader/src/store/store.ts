import { appendFile, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Report, report } from "@picking-labs/contracts";
import { GraderError } from "../errors.ts";

/** One line of `attempts/LAB.jsonl`. */
export type Attempt = {
  at: string;
  target: string;
  digest: string;
  score: number;
  passed: boolean;
  seed: string;
};

/** The record of what was graded on this machine. */
export type Store = {
  /** Keeps the report as the latest of its lab and target, and counts a whole graded run of the learner's work as an attempt. */
  keep(report: Report): Promise<void>;
  attempts(lab: string): Promise<Attempt[]>;
  /** The latest report of the lab, whatever its target. */
  latest(lab: string): Promise<Report | undefined>;
};

/** `scratch`: a folder of the run on the same disk, where a file is written before it takes its place. */
export function openStore(state: string, scratch = state): Store {
  const attemptsFile = (lab: string) => join(state, "attempts", `${lab}.jsonl`);
  const latestFile = (lab: string) => join(state, "reports", `${lab}.json`);
  return {
    async keep(result) {
      await mkdir(join(state, "attempts"), { recursive: true });
      await mkdir(join(state, "reports"), { recursive: true });
      await writeWhole(latestFile(result.lab.id), scratch, `${JSON.stringify(result, null, 1)}\n`);
      if (result.outcome !== "graded" || result.selection || result.target.kind !== "work") return;
      const { target, score, passed, seed, startedAt } = result;
      const attempt: Attempt = {
        at: startedAt,
        target: target.name,
        digest: target.digest,
        score,
        passed,
        seed,
      };
      // One short line by one write in append mode: two grades at once do not mix.
      await appendFile(attemptsFile(result.lab.id), `${JSON.stringify(attempt)}\n`);
    },
    async attempts(lab) {
      const text = await readFile(attemptsFile(lab), "utf8").catch(() => "");
      return text.split("\n").flatMap(readAttempt);
    },
    async latest(lab) {
      const text = await readFile(latestFile(lab), "utf8").catch(() => undefined);
      return text === undefined ? undefined : readReport(text, latestFile(lab));
    },
  };
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

function readReport(text: string, file: string): Report {
  try {
    return report.parse(JSON.parse(text));
  } catch (cause) {
    throw new GraderError("store-damaged", `${file} is not a report of this version.`, { cause });
  }
}

/** Readers see the old file or the new one, never a part. */
async function writeWhole(path: string, scratch: string, text: string) {
  const half = join(scratch, "report.json");
  await writeFile(half, text);
  await rename(half, path);
}
