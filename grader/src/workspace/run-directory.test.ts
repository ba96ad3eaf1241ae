import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, realpath, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { newRunId } from "../run-id.ts";
import { createRunDirectory, deadRuns } from "./run-directory.ts";

async function temporary(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "run-directory-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return realpath(folder);
}

test("A run's folder is there while the run lives, and gone afterwards with all that is in it", async () => {
  const parent = await temporary();
  const run = await createRunDirectory(join(parent, "runs"));
  await mkdir(join(run.path, "app/src"), { recursive: true });
  expect(await deadRuns(join(parent, "runs"))).toEqual([]);
  await run[Symbol.asyncDispose]();
  expect(existsSync(run.path)).toBe(false);
});

test("A folder below a link is told without the link", async () => {
  const parent = await temporary();
  await mkdir(join(parent, "real"));
  await symlink(join(parent, "real"), join(parent, "link"));
  await using run = await createRunDirectory(join(parent, "link"));
  expect(run.path).toBe(join(parent, "real", run.id));
});

test("Runs whose process has ended, or whose number another process has by now, are dead; other names are nobody's", async () => {
  const parent = await temporary();
  const ended = spawn(process.execPath, ["-e", ""], { stdio: "ignore" });
  await once(ended, "exit");
  const [pid, start] = newRunId().split("-");
  const dead = [`${ended.pid}-${start}-00000001`, `${pid}-1${start}-00000002`];
  const alive = [`${pid}-${start}-00000003`];
  const others = ["notes", `${ended.pid}-${start}`, `${ended.pid}-${start}-0000000g`, "half-x"];
  for (const name of [...dead, ...alive, ...others, `half-${dead[0]}`]) await mkdir(join(parent, name));
  const found = (await deadRuns(parent)).map(({ id }) => id);
  expect(found.sort()).toEqual(dead.toSorted());
  expect(await deadRuns(parent, "half-")).toEqual([{ id: dead[0], path: join(parent, `half-${dead[0]}`) }]);
});

test("Two runs of one process have different ids", () => {
  expect(newRunId()).not.toBe(newRunId());
});
