import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { flat, goodApp, test } from "./support/index.ts";

test("A folder without src/main.ts and an empty work folder are not gradable and stay as they are", async ({
  place,
}) => {
  const elsewhere = await place.grade({ "src/other.ts": "" });
  expect(flat(elsewhere.stdout)).toMatch(
    /There is no src\/main\.ts in \S.*app-1, so there is nothing to start\./,
  );
  await mkdir(join(place.labs, "lab-92-limits/work"));
  const { code, stdout } = await place.run("grade", "lab-92");
  expect(flat(stdout)).toMatch(/There is no src\/main\.ts in .*lab-92-limits\/work/);
  expect(flat(stdout)).toContain("begin from the starter");
  expect([elsewhere.code, code]).toEqual([3, 3]);
});

test("A linked file is not taken along and named; a linked work folder is graded", async ({ place }) => {
  const folder = await place.app(goodApp());
  await place.write("secret.ts", "export const secret = 1;");
  await symlink(join(place.root, "secret.ts"), join(folder, "src/linked.ts"));
  await symlink(folder, join(place.labs, "lab-92-limits/work"));
  const { stdout } = await place.run("grade", "lab-92");
  expect(flat(stdout)).toContain(
    "Not taken along (links and other file types are not graded): src/linked.ts",
  );
  expect(stdout).toContain("Score 100 of 100");
});

test("A linked src folder is not followed", async ({ place }) => {
  const folder = await place.app(goodApp());
  const other = join(place.root, "other");
  await mkdir(other);
  await symlink(join(folder, "src"), join(other, "src"));
  const { code, stdout } = await place.run("grade", "lab-92", "--target", other);
  expect(flat(stdout)).toContain("There is no src/main.ts");
  expect(code).toBe(3);
});

test("400 files are graded, one more is refused", async ({ place }) => {
  const files = (count: number) => ({
    "src/main.ts": goodApp(),
    ...Object.fromEntries(Array.from({ length: count - 1 }, (_, n) => [`src/part-${n}.ts`, "export {};"])),
  });
  const many = await place.grade(files(401));
  expect(flat(many.stdout)).toContain("holds more than 400 files or 4 MiB");
  expect(many.code).toBe(3);
  expect((await place.grade(files(400))).code).toBe(0);
});
