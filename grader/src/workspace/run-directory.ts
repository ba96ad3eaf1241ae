import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdir, readdir, realpath, rm } from "node:fs/promises";
import { join } from "node:path";

/** `<pid>-<start of the process>-<random>`: says by itself whether its owner still lives. */
export type RunId = string;

export type RunDirectory = AsyncDisposable & { id: RunId; path: string };

/** A folder of one run under `parent`, removed when the run ends. */
export async function createRunDirectory(parent: string, id: RunId = newRunId()): Promise<RunDirectory> {
  const path = join(parent, id);
  await mkdir(path, { recursive: true, mode: 0o755 });
  return {
    id,
    // An app may read what lies below this, and Node asks that of the path without links.
    path: await realpath(path),
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 40 }),
  };
}

/** Runs under `parent` whose grader is gone. `prefix` stands before the id in the folder's name. */
export async function deadRuns(parent: string, prefix = ""): Promise<{ id: RunId; path: string }[]> {
  const names = await readdir(parent).catch(() => []);
  return names
    .filter((name) => name.startsWith(prefix) && /^\d+-\w+-[0-9a-f]{8}$/.test(name.slice(prefix.length)))
    .map((name) => ({ id: name.slice(prefix.length), path: join(parent, name) }))
    .filter(({ id }) => !ownerLives(id));
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

/** Names a thing of this process, so that a later one can tell whether its maker still lives. */
export function newRunId(): RunId {
  return `${process.pid}-${processStart(process.pid) ?? "0"}-${randomBytes(4).toString("hex")}`;
}

function ownerLives(id: RunId): boolean {
  const [pid, start] = id.split("-");
  return processStart(Number(pid)) === start;
}
