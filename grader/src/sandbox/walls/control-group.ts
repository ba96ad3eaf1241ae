import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rmdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Counted } from "../watch-limits.ts";

const MOUNT = "/sys/fs/cgroup";
/** Begins the name of the group of a run; the run's id follows. */
export const GROUP_PREFIX = "picking-labs-";

export type GroupLimits = { memoryMb: number; processes: number };

/** The kernel keeps the limits of a control group however an app forks. */
export type ControlGroup = AsyncDisposable & {
  /** Files that take the pid of a process that is to be limited. */
  joins: string[];
  counted(): Promise<Counted>;
};

type Controller = {
  /** A group: where those of runs are made, or one of them. */
  base: string;
  settings(limits: GroupLimits): [file: string, value: string][];
  /** Seconds. */
  cpu?: { file: string; read(text: string): number };
  ended?: { file: string };
};

const NONE: ControlGroup = {
  joins: [],
  counted: async () => ({ cpu: 0, outOfMemory: false }),
  [Symbol.asyncDispose]: async () => {},
};

/** A group for one app of a run, with nothing in it where this system lets us make none. */
export async function createControlGroup(
  runId: string,
  name: string,
  limits: GroupLimits,
): Promise<ControlGroup> {
  const made: { folder: string; controller: Controller }[] = [];
  try {
    for (const controller of await controllers()) {
      const folder = join(controller.base, GROUP_PREFIX + runId, name);
      await mkdir(folder, { recursive: true });
      made.push({ folder, controller });
      if (controller === UNIFIED)
        await writeFile(join(dirname(folder), "cgroup.subtree_control"), "+memory +pids");
      for (const [file, value] of controller.settings(limits)) await writeFile(join(folder, file), value);
    }
  } catch {
    // Not ours to make: the watch over the processes limits alone.
    for (const { folder } of made) await removeGroup(folder);
    return NONE;
  }
  return {
    joins: made.map(({ folder }) => join(folder, "cgroup.procs")),
    counted: () => countedIn(made.map(({ folder, controller }) => ({ ...controller, base: folder }))),
    async [Symbol.asyncDispose]() {
      for (const { folder } of made) await removeGroup(folder);
    },
  };
}

const bytes = (mebibytes: number) => String(mebibytes * 1024 * 1024);

/** Version 2, where one group has them all. */
const UNIFIED: Controller = {
  base: MOUNT,
  settings: ({ memoryMb, processes }) => [
    ["memory.max", bytes(memoryMb)],
    ["memory.swap.max", "0"],
    ["memory.oom.group", "1"],
    ["pids.max", String(processes)],
  ],
  cpu: { file: "cpu.stat", read: (text) => Number(/^usage_usec (\d+)$/m.exec(text)?.[1] ?? 0) / 1e6 },
  ended: { file: "memory.events" },
};

/** Version 1: each in a tree of its own, in which a group is made below the one that we are in. */
const SEPARATE: Record<string, Omit<Controller, "base">> = {
  memory: {
    settings: ({ memoryMb }) => [["memory.limit_in_bytes", bytes(memoryMb)]],
    ended: { file: "memory.oom_control" },
  },
  pids: { settings: ({ processes }) => [["pids.max", String(processes)]] },
  cpuacct: { settings: () => [], cpu: { file: "cpuacct.usage", read: (text) => Number(text) / 1e9 } },
};

async function controllers(): Promise<Controller[]> {
  const unified = await readFile(join(MOUNT, "cgroup.subtree_control"), "utf8").catch(() => "");
  if (/\bmemory\b/.test(unified) && /\bpids\b/.test(unified)) return [UNIFIED];
  const ours = await readFile("/proc/self/cgroup", "utf8").catch(() => "");
  return separateOf(ours);
}

/** @param groups of a process, as /proc has them */
function separateOf(groups: string): Controller[] {
  return groups.split("\n").flatMap((line) => {
    const [, names = "", path = ""] = /^\d+:([^:]+):(.*)$/.exec(line) ?? [];
    const controller = SEPARATE[names.split(",").find((name) => name in SEPARATE) ?? ""];
    const base = join(MOUNT, names, path);
    return controller && existsSync(base) ? [{ ...controller, base }] : [];
  });
}

/** What was counted in the groups of a process, whoever made them. */
export async function countedOf(pid: number): Promise<Counted> {
  const groups = await readFile(`/proc/${pid}/cgroup`, "utf8").catch(() => "");
  const [, unified] = /^0::(\/.+)$/m.exec(groups) ?? [];
  const separate = separateOf(groups);
  if (separate.length > 0 || unified === undefined) return countedIn(separate);
  return countedIn([{ ...UNIFIED, base: join(MOUNT, unified) }]);
}

async function countedIn(controllers: readonly Controller[]): Promise<Counted> {
  const found: Counted = { cpu: 0, outOfMemory: false };
  for (const { base, cpu, ended } of controllers) {
    const text = (file: string) => readFile(join(base, file), "utf8").catch(() => "");
    if (cpu) found.cpu = cpu.read(await text(cpu.file));
    if (ended) found.outOfMemory = /^oom_kill [1-9]/m.test(await text(ended.file));
  }
  return found;
}

/** Where groups of runs are made, one folder in each tree that this system has. */
export async function controlGroupRoots(): Promise<string[]> {
  return (await controllers()).map(({ base }) => base);
}

export async function controlGroupFolders(runId: string): Promise<string[]> {
  return (await controlGroupRoots()).map((root) => join(root, GROUP_PREFIX + runId));
}

/** Of a whole run, its processes dead. */
export async function removeControlGroups(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => []))
    if (entry.isDirectory()) await removeGroup(join(folder, entry.name));
  await removeGroup(folder);
}

const TRIES = 50;

/** A group can be removed once its last process is gone, a moment after it was killed. */
async function removeGroup(folder: string): Promise<void> {
  for (let tried = 0; tried < TRIES && existsSync(folder); tried++) {
    try {
      await rmdir(folder);
    } catch (error) {
      // Another user's, or one that is gone.
      if ((error as NodeJS.ErrnoException).code !== "EBUSY") return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}
