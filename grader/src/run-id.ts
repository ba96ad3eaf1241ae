import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";

/** `<pid>-<start of the process>-<random>`: says by itself whether its owner still lives. */
export type RunId = string;

/** Finds ids in a text. */
export const RUN_IDS = /\d+-\w+-[0-9a-f]{8}/g;
const PATTERN = new RegExp(`^${RUN_IDS.source}$`);

export const isRunId = (text: string): boolean => PATTERN.test(text);

/** Names a thing of this process, so that a later one can tell whether its maker still lives. */
export function newRunId(): RunId {
  return `${ownedBy(process.pid)}${randomBytes(4).toString("hex")}`;
}

/** What the ids of this process, and of no other that had or gets its pid, begin with. */
export const ownedBy = (pid: number): string => `${pid}-${processStart(pid) ?? "0"}-`;

export function ownerLives(id: RunId): boolean {
  const [pid, start] = id.split("-");
  return processStart(Number(pid)) === start;
}

/** When a process began, in the system's own unit, or undefined when there is none: a pid alone may have been given again. */
function processStart(pid: number): string | undefined {
  try {
    if (process.platform === "linux") {
      const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return fields[0] === "Z" ? undefined : fields[19];
    }
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).replace(/\W+/g, "");
  } catch {
    return undefined;
  }
}
