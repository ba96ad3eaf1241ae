import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { flat, readSlowly, reportOf, server, type TestPlace, test } from "./support/index.ts";

const attempts = async ({ state }: TestPlace, lab: string) =>
  (await readFile(join(state, "attempts", `${lab}.jsonl`), "utf8").catch(() => ""))
    .split("\n")
    .filter(Boolean);

test("A solution scores 100: every check is told once, then tasks, score and seed, and the exit code is 0", async ({
  place,
}) => {
  const { code, stdout, stderr } = await place.run("grade", "lab-90", "--target", "solution");
  expect(stderr).toBe("");
  expect(stdout.split("\n")[0]).toBe("Grading lab-90 …");
  expect(stdout.match(/✓ passed/g)).toHaveLength(4);
  expect(stdout).toContain("What comes in goes out                        80 of 80");
  expect(stdout).toContain("Score 100 of 100  passed");
  expect(stdout).toMatch(/Seed [0-9a-f]{12} · no services · isolation L0 L1/);
  expect(code).toBe(0);
});

test("With --json a valid report stands alone on stdout, and it holds no path of this machine", async ({
  place,
}) => {
  const end = await place.run("grade", "lab-91-rows", "--target", "solution", "--json");
  const report = reportOf(end);
  expect(end.stderr).toBe("");
  expect(report).toMatchObject({ outcome: "graded", score: 100, passed: true, unchangedStarter: false });
  expect(report.services).toEqual([{ name: "postgres", version: "18.4.0", provider: "native" }]);
  expect(report.phases.map(({ name }) => name).sort()).toEqual(
    ["boot", "checks", "compile", "runner", "services", "target"].sort(),
  );
  expect(end.stdout).not.toContain(place.root);
  expect(end.stdout).not.toContain(process.cwd());
});

test("A report that is larger than a pipe reaches a slow reader whole", async ({ place }) => {
  const LAB = "labs/lab-92-limits";
  const ids = ["works", "works-too", "works-again"];
  const check = (id: string) => `  - id: ${id}
    task: up
    points: 10
    title: The app does its work
    hint: Look at its last lines.
    promise: README.md#work
    lesson: lesson.md#small-limits
`;
  await place.edit(`${LAB}/lab.yaml`, "points: 60", "points: 70");
  await place.edit(`${LAB}/lab.yaml`, / {2}- id: works.*/s, ids.map(check).join(""));
  await place.edit(`${LAB}/lab.yaml`, "outputKb: 64", "outputKb: 512");
  await place.edit(
    `${LAB}/hidden/up.test.ts`,
    'check("works"',
    `for (const id of ${JSON.stringify(ids)}) check(id`,
  );
  const wordy = `for (let line = 0; line < 20; line++) console.log(line, "x".repeat(3000));\n`;
  const app = await place.app(
    wordy +
      server('response.end(JSON.stringify({ status: "ok" })); if (request.url !== "/ping") process.exit();'),
  );
  const end = await place.start(["grade", "lab-92", "--target", app, "--json"], readSlowly).ended;
  expect(end.stdout.length).toBeGreaterThan(64 * 1024);
  expect(reportOf(end)).toMatchObject({ outcome: "graded", score: 0 });
});

test("A lab without work is begun from the starter, which is graded and told that everyone begins there", async ({
  place,
}) => {
  const { code, stdout } = await place.run("grade", "lab-90");
  expect(flat(stdout)).toContain("it now holds a copy of the starter. Work there.");
  expect(stdout).toMatch(/Score [0-9]+ of 100 {2}pass mark 80/);
  expect(stdout).toContain("everyone begins here");
  expect(code).toBe(1);
  const work = await readFile(join(place.labs, "lab-90-echo/work/src/main.ts"), "utf8");
  expect(work).toBe(await readFile(join(place.labs, "lab-90-echo/starter/src/main.ts"), "utf8"));
});

test("Work that is there is graded as it is and never overwritten; each whole run of it is an attempt", async ({
  place,
}) => {
  const source = await readFile(join(place.labs, "lab-90-echo/solution/src/main.ts"), "utf8");
  await place.write("labs/lab-90-echo/work/src/main.ts", source);
  await place.write(
    "labs/lab-90-echo/work/src/echo.ts",
    "export const createEcho = () => ({ count: () => 0, say: () => '' });",
  );
  const below = await place.run("grade", "lab-90", "--json");
  expect(reportOf(below)).toMatchObject({ outcome: "graded", passed: false, target: { kind: "work" } });
  expect(below.code).toBe(1);

  await place.run("grade", "lab-90", "--target", "solution");
  await place.run("grade", "lab-90", "--task", "echo");
  await place.run("grade", "lab-90", "--check", "counts");
  expect(await attempts(place, "lab-90-echo")).toHaveLength(1);

  const begin = await place.run("start", "lab-90");
  expect(begin.code).toBe(2);
  expect(begin.stderr).toContain("is there already");
  expect(await readFile(join(place.labs, "lab-90-echo/work/src/main.ts"), "utf8")).toBe(source);

  await place.run("grade", "lab-90");
  const [first, second, ...more] = (await attempts(place, "lab-90-echo")).map((line) => JSON.parse(line));
  expect(more).toEqual([]);
  expect(first).toEqual({ ...second, at: expect.any(String), seed: expect.any(String) });
});

test("A failed check shows what was seen, what the brief promises, a hint, the time line, and how to see it again", async ({
  place,
}) => {
  const { code, stdout } = await place.run("grade", "lab-90", "--target", "mistake:trims", "--seed", "gate");
  expect(code).toBe(0);
  expect(stdout).toContain("Score 80 of 100  passed");
  const shown = flat(stdout.slice(stdout.indexOf("✗ Spaces")));
  expect(shown).toMatch(/Seen the answer .* promised .* got .* The brief .* \(README\.md#the-echo\)/);
  expect(shown).toMatch(/Look at Compare .* Evidence \d+ ms app: POST \/echo .* → 200 .* \(\d+ ms\)/);
  expect(shown).toMatch(/Again .*replay echo-exact .* Read lesson\.md#request-and-answer/);
});

test("A check whose need failed is not reached: it brings no points and is not called failed", async ({
  place,
}) => {
  const end = await place.run("grade", "lab-90", "--target", "mistake:answers-nothing", "--json");
  const report = reportOf(end);
  expect(report).toMatchObject({ outcome: "graded", score: 40 });
  expect("checks" in report && report.checks.find(({ id }) => id === "echo-exact")).toMatchObject({
    outcome: "not-reached",
    because: "echo-answers",
    earned: 0,
  });
});

test.for(["echo", "1"])(
  "--task %s judges the checks of that task alone and passes with all their points",
  async (task, { place }) => {
    const end = await place.run(
      "grade",
      "lab-90",
      "--target",
      "mistake:counts-requests",
      "--task",
      task,
      "--json",
    );
    expect(reportOf(end)).toMatchObject({
      outcome: "graded",
      score: 80,
      passed: true,
      selection: { outOf: 80, checks: ["echo-answers", "echo-exact", "text-required"] },
      tasks: [{ id: "echo", earned: 80 }],
    });
    expect(end.code).toBe(0);
  },
);

test("--check judges one check and what it needs, and fails when a point is missing", async ({ place }) => {
  const end = await place.run(
    "grade",
    "lab-90",
    "--target",
    "mistake:trims",
    "--check",
    "echo-exact",
    "--json",
  );
  const report = reportOf(end);
  expect("checks" in report && report.checks.map(({ id, outcome }) => [id, outcome])).toEqual([
    ["echo-answers", "passed"],
    ["echo-exact", "failed"],
  ]);
  expect(report).toMatchObject({ score: 40, passed: false, selection: { outOf: 60 } });
  expect(end.code).toBe(1);
});

test("--seed gives the same values again, another seed gives others", async ({ place }) => {
  const sent = async (...seed: string[]) => {
    const end = await place.run("grade", "lab-90", "--target", "mistake:answers-nothing", "--json", ...seed);
    const report = reportOf(end);
    const failed = "checks" in report && report.checks.find(({ outcome }) => outcome === "failed");
    return { seed: report.seed, expected: failed && failed.outcome === "failed" && failed.failure.expected };
  };
  const first = await sent();
  expect(await sent("--seed", first.seed)).toEqual(first);
  expect(await sent("--seed", "another")).not.toMatchObject({ expected: first.expected });
});

test("--repeat grades again and again, and the exit code is that of the worst run", async ({ place }) => {
  const { code, stdout } = await place.run("grade", "lab-90", "--target", "starter", "--repeat", "2");
  expect(stdout).toMatch(/Run 1 of 2[\s\S]*Score \d+ of 100[\s\S]*Run 2 of 2[\s\S]*Score \d+ of 100/);
  expect(code).toBe(1);
});
