import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";

const LIMIT_MS = 2000;

/** Ends the server whose grader is gone and whose data lies in `folder`; asked, it also gives back its shared memory. */
export async function endOrphan(folder: string): Promise<void> {
  const pidFile = await readFile(join(folder, "data", "postmaster.pid"), "utf8").catch(() => "");
  const pid = Number(pidFile.split("\n", 1)[0]);
  if (!pid) return;
  const until = performance.now() + LIMIT_MS;
  for (let signal: NodeJS.Signals = "SIGQUIT"; await runsIn(pid, folder); await delay(10)) {
    if (performance.now() > until) signal = "SIGKILL";
    try {
      process.kill(pid, signal);
    } catch {
      // It has ended, or belongs to somebody else.
      return;
    }
  }
}

/** The pid may have been given to somebody else since: only a command line that names the folder is the server. */
async function runsIn(pid: number, folder: string): Promise<boolean> {
  const commandLine =
    process.platform === "linux"
      ? readFile(`/proc/${pid}/cmdline`, "utf8")
      : promisify(execFile)("ps", ["-ww", "-o", "command=", "-p", String(pid)]).then(({ stdout }) => stdout);
  return (await commandLine.catch(() => "")).includes(folder);
}
