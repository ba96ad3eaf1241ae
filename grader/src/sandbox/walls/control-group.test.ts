import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { newRunId } from "../../workspace/index.ts";
import { controlGroupFolders, createControlGroup, removeControlGroups } from "./control-group.ts";

const LIMITS = { memoryMb: 64, processes: 20 };

const possible = async () => {
  const id = newRunId();
  const group = await createControlGroup(id, "app", LIMITS);
  await group[Symbol.asyncDispose]();
  for (const folder of await controlGroupFolders(id)) await removeControlGroups(folder);
  return group.joins.length > 0;
};

/** Runs a script inside the group, with its output. */
const within = (joins: string[], script: string) =>
  promisify(execFile)("/bin/sh", [
    "-c",
    `for group in ${joins.join(" ")}; do echo $$ > $group; done; ${script}`,
  ]).catch((error) => error as { stdout: string; stderr: string; signal?: string });

test.runIf(await possible())(
  "In a control group the kernel ends what takes too much memory, refuses more processes, and tells so",
  async () => {
    const id = newRunId();
    const [one, other] = await Promise.all(
      ["one", "other"].map((name) => createControlGroup(id, name, LIMITS)),
    );
    const forks = await within(one?.joins ?? [], "for i in $(seq 40); do sleep 0.2 & done");
    expect(forks.stderr).toMatch(/fork/);
    expect(await one?.counted()).toMatchObject({ outOfMemory: false });
    await within(other?.joins ?? [], "head -c 300000000 /dev/zero | tail > /dev/null");
    const counted = await other?.counted();
    expect(counted?.outOfMemory).toBe(true);
    expect(counted?.cpu).toBeGreaterThan(0);
    await Promise.all([one, other].map((group) => group?.[Symbol.asyncDispose]()));
    for (const folder of await controlGroupFolders(id)) {
      await removeControlGroups(folder);
      expect(existsSync(folder)).toBe(false);
      expect(existsSync(dirname(folder))).toBe(true);
    }
  },
);
