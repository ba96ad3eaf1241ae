import { execFileSync } from "node:child_process";
import { cp, symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { reportOf, type TestPlace, test } from "./support/index.ts";

async function graded(place: TestPlace, target: string) {
  const report = reportOf(await place.run("grade", "lab-90", "--target", target, "--json"));
  return {
    kind: report.target.kind,
    name: report.target.name,
    score: report.outcome === "graded" ? report.score : report.problem.message,
  };
}

test.for([
  ["solution", "solution", 100],
  ["alternative:router", "alternative", 100],
  ["mistake:trims", "mistake", 80],
  ["starter", "starter", 0],
] as const)("--target %s is graded", async ([target, kind, score], { place }) => {
  expect(await graded(place, target)).toEqual({ kind, name: target.replace(/^.*:/, ""), score });
});

test("A folder is a target, named in the report without its absolute path", async ({ place }) => {
  const folder = join(place.root, "elsewhere");
  await cp(join(place.labs, "lab-90-echo/solution"), folder, { recursive: true });
  expect(await graded(place, folder)).toEqual({
    kind: "path",
    score: 100,
    name: "elsewhere",
  });
});

test("A commit is a target: its work folder is graded, not the one in the checkout", async ({ place }) => {
  const git = (...args: string[]) => execFileSync("git", args, { cwd: place.labs, stdio: "pipe" });
  git("init", "--quiet");
  git("config", "user.email", "learner@example.org");
  git("config", "user.name", "Learner");
  const work = join(place.labs, "lab-90-echo/work");
  await cp(join(place.labs, "lab-90-echo/solution"), work, { recursive: true });
  await symlink("main.ts", join(work, "src/linked.ts"));
  git("add", ".");
  git("commit", "--quiet", "-m", "done");
  git("tag", "handed-in");
  await place.write("labs/lab-90-echo/work/src/main.ts", "process.exit(1)");

  expect(await graded(place, "handed-in")).toEqual({ kind: "git-ref", name: "handed-in", score: 100 });
});

test("A commit without a work folder is not gradable and says so", async ({ place }) => {
  const git = (...args: string[]) => execFileSync("git", args, { cwd: place.labs, stdio: "pipe" });
  git("init", "--quiet");
  git(
    "-c",
    "user.email=a@example.org",
    "-c",
    "user.name=A",
    "commit",
    "--quiet",
    "--allow-empty",
    "-m",
    "empty",
  );
  const { code, stdout } = await place.run("grade", "lab-90", "--target", "HEAD");
  expect(stdout).toContain("The commit HEAD has no work folder with src/main.ts in it.");
  expect(stdout).toContain("Commit your work folder first");
  expect(code).toBe(3);
});

test.for([
  ["soluton", '"soluton" is no target, no folder and no commit of this repository. Did you mean solution?'],
  ["mistake:trim", 'This lab has no mistake "trim". Did you mean trims?'],
  ["alternative:rooter", 'This lab has no alternative "rooter". Did you mean router?'],
  ["alternative:../starter", 'This lab has no alternative "../starter".'],
] as const)(
  "An unknown target %s is refused with the nearest offered, exit 2",
  async ([target, message], { place }) => {
    const { code, stderr } = await place.run("grade", "lab-90", "--target", target);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  },
);
