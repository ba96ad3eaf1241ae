import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { accountOf } from "../account.ts";
import { commandLine } from "../bubblewrap/index.ts";
import { MOST_PROCESSES } from "../inside.ts";
import type { Child, Processes } from "../processes.ts";
import {
  type ControlGroup,
  controlGroupFolders,
  createControlGroup,
  removeControlGroups,
} from "./control-group.ts";
import { writeEtc } from "./etc.ts";
import { openToAll } from "./open-to-all.ts";
import { appOf, descendants } from "./process-tree.ts";
import { exitOf, failureOf, type News, readNews, supervised } from "./supervise.ts";
import { wallFailed, widenedBehind } from "./texts.ts";
import type { Wall, Walled } from "./wall.ts";
import { walledChild } from "./walled-child.ts";

/** In the run's folder: where its control groups are, for a sweep after the grader was killed. */
const GROUPS_FILE = "control-groups";

type Options = { processes: Processes; runId: string; runFolder: string };

/** Walls of bubblewrap around each app, in the network that this process shares with nothing but its run. */
export async function bubblewrapWall({ processes, runId, runFolder }: Options): Promise<Wall> {
  const root = process.getuid?.() === 0;
  const folders = await controlGroupFolders(runId);
  await writeFile(join(runFolder, GROUPS_FILE), folders.join("\n"));
  let count = 0;
  let limitedByKernel = true;
  return {
    shown: (permissions) => ({
      levels: ["L0", "L1", "L2", "L3", "L5"],
      notes: [...notes(root, limitedByKernel), ...widenedBehind("bubblewrap", permissions)],
    }),
    async start({ command, readable, limits, onData, ...enclosed }) {
      const number = ++count;
      const uid = accountOf(number);
      const etc = join(runFolder, "etc", String(number));
      const group = await createControlGroup(runId, `app-${number}`, {
        memoryMb: limits.memoryMb,
        processes: MOST_PROCESSES,
      });
      if (group.joins.length === 0) limitedByKernel = false;
      const seen = [...readable, command[0]];
      await writeEtc(etc, uid);
      if (root) await Promise.all(seen.map(openToAll));
      const [program = "", ...args] = commandLine({
        ...{ command: supervised(command), readable: seen, etc, cwd: enclosed.cwd },
        ...{ uid, root, joins: group.joins },
      });
      let told = "";
      const child = processes.start(program, args, {
        ...enclosed,
        // The folder that it is to begin in is there inside only.
        cwd: "/",
        onData,
        onNews: (text) => {
          told += text;
        },
      });
      return walled(child, group, () => readNews(told));
    },
    async [Symbol.asyncDispose]() {
      for (const folder of folders) await removeControlGroups(folder);
    },
  };
}

function walled(child: Child, group: ControlGroup, read: () => News): Walled {
  return walledChild(child, {
    async end(isKilled) {
      const { code } = await child.ended;
      const news = read();
      const { outOfMemory } = await group.counted();
      await group[Symbol.asyncDispose]();
      const how = failureOf("bubblewrap", news, code);
      if (how !== undefined && !isKilled()) throw wallFailed(how, child.tail());
      return exitOf(news, outOfMemory && !isKilled());
    },
    leader: (all) => appOf(child.pid, all),
    members: (all) => descendants(child.pid, all),
    counted: () => group.counted(),
  });
}

function notes(root: boolean, limitedByKernel: boolean): string[] {
  return [
    root
      ? "The app runs behind walls of bubblewrap, as a user of its own; over the network it reaches only what belongs to this run."
      : "The app runs behind walls of bubblewrap; over the network it reaches only what belongs to this run.",
    ...(limitedByKernel
      ? []
      : ["Its memory is limited by a look every half second: control groups are not ours to make here."]),
  ];
}

/** Removes the control groups of a run whose grader was killed. */
export async function sweepControlGroups(runFolder: string, runId: string): Promise<void> {
  const text = await readFile(join(runFolder, GROUPS_FILE), "utf8").catch(() => "");
  for (const folder of text.split("\n"))
    if (folder.startsWith("/sys/fs/cgroup/") && folder.endsWith(runId)) await removeControlGroups(folder);
}
