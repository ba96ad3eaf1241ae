import { expect, test } from "vitest";
import { Checkout, ended } from "../testing/checkout.ts";

/** Through the real npm, which keeps flags for itself. */
async function npmRun(...typed: string[]) {
  using checkout = new Checkout();
  await checkout.run(["grade"]);
  const env = { PATH: `${process.env.PATH}` };
  const run = await ended(checkout.spawn("npm", ["run", "--silent", "grade", ...typed], "works", { env }));
  return { ...run, args: run.code === 0 ? JSON.parse(run.stdout).args : [] };
}

test.each([
  { typed: ["lab-05", "--json"], args: ["grade", "lab-05", "--json"] },
  { typed: ["--json", "lab-05"], args: ["grade", "lab-05", "--json"] },
  { typed: ["lab-05", "--no-install"], args: ["grade", "lab-05", "--no-install"] },
  { typed: ["lab-05", "--task=3"], args: ["grade", "lab-05", "--task", "3"] },
])("npm run grade $typed: what npm kept is put back, and said", async ({ typed, args }) => {
  const run = await npmRun(...typed);
  expect(run.args).toEqual(args);
  expect(run.stderr).toContain("for itself");
});

test("A flag whose value npm tore off is refused with the line to type instead", async () => {
  const run = await npmRun("lab-05", "--task", "3");
  expect(run).toMatchObject({ code: 2, stdout: "" });
  expect(run.stderr).toContain('Put "--" before the first flag: npm run grade lab-05 -- --task …');
});

test("Behind a double dash flags arrive as typed and nothing is said", async () => {
  const run = await npmRun("lab-05", "--", "--json", "--task", "3");
  expect(run.args).toEqual(["grade", "lab-05", "--json", "--task", "3"]);
  expect(run.stderr).not.toContain("for itself");
});

test("A double dash that a package manager hands on is taken away once", async () => {
  using checkout = new Checkout();
  const { stdout } = await checkout.run(["grade", "lab-05", "--", "--json", "--", "x"]);
  expect(JSON.parse(stdout).args).toEqual(["grade", "lab-05", "--json", "--", "x"]);
});
