import { mkdir, readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { flat, test } from "./support/index.ts";

test("When the disk is full as the attempt is recorded, the score is shown all the same, and the exit code is 4", async ({
  place,
}) => {
  await mkdir(join(place.state, "attempts"));
  // Every write to it fails as on a full disk.
  await symlink("/dev/full", join(place.state, "attempts/lab-90-echo.jsonl"));
  await place.write("state/attempts/lab-91-rows.jsonl", '{"an":"earlier attempt"}\n');
  const { code, stdout, stderr } = await place.run("grade", "lab-90");
  expect(stdout).toMatch(/Score \d+ of 100/);
  expect(flat(stderr)).toBe("The disk is full. Free some space and grade again. Nothing was lost. ");
  expect(code).toBe(4);
  expect(await readFile(join(place.state, "attempts/lab-91-rows.jsonl"), "utf8")).toBe(
    '{"an":"earlier attempt"}\n',
  );
});

test("With --json and a full disk the report is still the only thing on stdout", async ({ place }) => {
  await mkdir(join(place.state, "attempts"));
  await symlink("/dev/full", join(place.state, "attempts/lab-90-echo.jsonl"));
  const { code, stdout, stderr } = await place.run("grade", "lab-90", "--json");
  expect(JSON.parse(stdout)).toMatchObject({ outcome: "graded" });
  expect(stderr).toContain("The disk is full");
  expect(code).toBe(4);
});

test("A state folder that cannot be made is told with what to do, exit 4, and no run is begun", async ({
  place,
}) => {
  await place.write("a-file", "");
  const env = { PICKING_LABS_STATE: join(place.root, "a-file/state") };
  const { code, stdout, stderr } = await place.start(["grade", "lab-90", "--target", "solution"], env).ended;
  expect(flat(stderr)).toMatch(/A file or folder cannot be used by this user .*a-file\/state/);
  expect(flat(stderr)).toContain("Give your user write access to the folder");
  expect(stdout).not.toContain("Reading your files");
  expect(code).toBe(4);
});
