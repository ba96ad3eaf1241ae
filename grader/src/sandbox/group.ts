import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { promisify } from "node:util";

/** Memory in bytes and CPU time in seconds of one process, its parent, and the group it belongs to. */
export type Usage = { pid: number; parent: number; group: number; memory: number; cpu: number };

const PAGE = 4096;
/** Clock ticks per second in /proc; the kernel's interface fixes it at 100 on every supported system. */
const TICKS = 100;

/** Every process of this machine that we may look at. */
export const listUsage = process.platform === "linux" ? listFromProc : listFromPs;

async function listFromProc(): Promise<Usage[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid): Promise<Usage | undefined> => {
      const stat = await readFile(`/proc/${pid}/stat`, "latin1").catch(() => undefined);
      if (stat === undefined) return undefined;
      // The name in parentheses may hold spaces; what follows does not. Numbers as in proc(5), from field 3 on.
      const field = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return {
        pid: Number(pid),
        parent: Number(field[1]),
        group: Number(field[2]),
        memory: Number(field[21]) * PAGE,
        // With that of its children that have ended and that nobody can look at any more.
        cpu: field.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS,
      };
    }),
  );
  return found.filter((usage) => usage !== undefined);
}

async function listFromPs(): Promise<Usage[]> {
  const { stdout } = await promisify(execFile)("ps", ["-axo", "pid=,ppid=,pgid=,rss=,time="]);
  return stdout
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter((columns) => columns.length === 5)
    .map(([pid, parent, group, rss, time]) => ({
      pid: Number(pid),
      parent: Number(parent),
      group: Number(group),
      memory: Number(rss) * 1024,
      cpu: secondsOf(time ?? ""),
    }));
}

/** `[[dd-]hh:]mm:ss[.cc]` in seconds. */
const secondsOf = (time: string) => time.split(/[-:]/).reduce((sum, part) => sum * 60 + Number(part), 0);
