import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { flat, reportOf, type TestPlace, test } from "./support/index.ts";

const LAB = "labs/lab-90-echo";
const SUITE = `${LAB}/hidden/more.test.ts`;
const IMPORT = 'import { check } from "@picking-labs/test-kit";\n';

test.for([
  ["no YAML", "tasks:", "tasks: [", /^lab-90-echo\/lab\.yaml: .* at line \d+, column \d+/],
  [
    "a wrong type",
    "points: 40",
    "points: many",
    /lab\.yaml is not what a lab needs: checks\.0\.points: .*number/,
  ],
  ["a key that nobody knows", "minutes: 5", "minutes: 5\nminuets: 5", /\(whole file\): .*minuets/],
  [
    "points that do not sum to 100",
    "points: 80",
    "points: 79",
    /tasks: the points of the tasks sum to 99, not 100/,
  ],
  [
    "points of checks that do not sum to their task's",
    "points: 40",
    "points: 41",
    /tasks\.0: task "echo" has 80 points, its checks sum to 81/,
  ],
  [
    "a need that is no earlier check",
    "needs: [echo-answers]",
    "needs: [counts]",
    /checks\.1\.needs: check "echo-exact" needs "counts"/,
  ],
  [
    "another id than its folder",
    "id: lab-90-echo",
    "id: lab-90-other",
    /id is "lab-90-other", the folder is "lab-90-echo"/,
  ],
] as const)(
  "A lab.yaml with %s is the lab's fault, told with its place, exit 4",
  async ([, find, replace, message], { place }) => {
    await place.edit(`${LAB}/lab.yaml`, find, replace);
    const { code, stderr } = await place.run("grade", "lab-90", "--target", "solution");
    expect(flat(stderr)).toMatch(message);
    expect(flat(stderr)).toContain("This is a fault of the lab, not of your work");
    expect(stderr).not.toContain(place.root);
    expect(code).toBe(4);
  },
);

/** Grades the solution; the suite is broken, so there must be no score. */
async function noScore(place: TestPlace, lab = "lab-90") {
  const end = await place.run("grade", lab, "--target", "solution", "--json");
  const report = reportOf(end);
  expect(report.outcome).toBe("infra");
  expect(end.code).toBe(4);
  expect(end.stdout).not.toContain(place.root);
  return "problem" in report
    ? { code: report.problem.code, message: flat(report.problem.message) }
    : undefined;
}

test("A check that lab.yaml does not know is no score", async ({ place }) => {
  await place.write(SUITE, `${IMPORT}check("stranger", async () => {});`);
  expect(await noScore(place)).toEqual({
    code: "inventory-mismatch",
    message: 'Suite and lab.yaml disagree: the suite has a check "stranger" that lab.yaml does not know',
  });
});

test("A check that the suite does not have is no score", async ({ place }) => {
  await rm(join(place.root, LAB, "hidden/count.test.ts"));
  expect(await noScore(place)).toEqual({
    code: "inventory-mismatch",
    message: 'Suite and lab.yaml disagree: the suite has no check "counts"',
  });
});

test("The same check twice is no score", async ({ place }) => {
  await place.write(SUITE, `${IMPORT}check("counts", async () => {});`);
  expect(await noScore(place)).toEqual({
    code: "inventory-mismatch",
    message: 'Suite and lab.yaml disagree: the suite has the check "counts" 2 times',
  });
});

test("A suite without any file is no score", async ({ place }) => {
  await rm(join(place.root, LAB, "hidden"), { recursive: true });
  expect(await noScore(place)).toMatchObject({
    code: "suite-crashed",
    message: /no \*\.test\.ts in labs\/lab-90-echo\/hidden/,
  });
});

test.for([
  ["cannot be read", "const = 1;", /more\.test\.ts:2: .+/],
  ["throws while it is loaded", 'throw new Error("the suite is ill");', /more\.test\.ts:2: the suite is ill/],
  ["ends the process while it is loaded", "process.exit(0);", /process\.exit/],
  [
    "leaves a rejection that nobody handles",
    'void Promise.reject(new Error("nobody handles this"));',
    /nobody handles this/,
  ],
] as const)("A suite that %s has crashed and brings no score", async ([, source, message], { place }) => {
  await place.write(SUITE, `${IMPORT}${source}`);
  expect(await noScore(place)).toEqual({ code: "suite-crashed", message: expect.stringMatching(message) });
});

test.for([
  [
    "throws an error of its own",
    'throw new TypeError("the judge stumbled");',
    /counts: TypeError: the judge stumbled/,
  ],
  ["ends the process", "process.exit(0);", /counts: .*process\.exit/],
] as const)(
  "A check that %s is no failure of the app and brings no score",
  async ([, source, message], { place }) => {
    await place.edit(`${LAB}/hidden/count.test.ts`, "const app", `${source}\n  const app`);
    expect(await noScore(place)).toEqual({ code: "check-errored", message: expect.stringMatching(message) });
  },
);

test.concurrent.for([
  ["never ends", "await new Promise(() => {});"],
  ["loops without an end", "for (;;);"],
] as const)(
  "A check that %s ends the run after the suite's time, without a score",
  async ([, source], { place }) => {
    await place.edit(`${LAB}/lab.yaml`, "suiteSeconds: 30", "suiteSeconds: 5");
    await place.edit(`${LAB}/hidden/count.test.ts`, "const app", `${source}\n  const app`);
    expect(await noScore(place)).toEqual({
      code: "suite-too-slow",
      message: expect.stringMatching(/^The suite was not done after 5 s\. It still waited for: .*counts$/),
    });
  },
);

test("What a suite writes does not reach the report", async ({ place }) => {
  await place.write(
    SUITE,
    'process.stdout.write("noise\\n");\nprocess.stderr.write("noise\\n");\nconsole.log("noise");',
  );
  const end = await place.run("grade", "lab-90", "--target", "solution", "--json");
  expect(end).toMatchObject({ code: 0, stderr: "" });
  expect(reportOf(end)).toMatchObject({ score: 100 });
});

test("A fault that may pass is tried once more, and said so", async ({ place }) => {
  await place.edit(`${LAB}/hidden/count.test.ts`, "const app", 'throw new Error("ill");\n  const app');
  const { code, stdout } = await place.run("grade", "lab-90", "--target", "solution");
  expect(stdout.match(/trying once more/g)).toHaveLength(1);
  expect(stdout.match(/Loading the checks/g)).toHaveLength(2);
  expect(flat(stdout)).toContain(
    "This is no verdict on your work: no score was given, and no attempt was counted.",
  );
  expect(stdout).not.toMatch(/Score \d/);
  expect(code).toBe(4);
});

test("A schema that Postgres refuses is the lab's fault", async ({ place }) => {
  await place.edit("labs/lab-91-rows/schema.sql", "create table", "create tabel");
  expect(await noScore(place, "lab-91")).toEqual({
    code: "manifest-broken",
    message: 'The SQL of the lab\'s schema cannot run: syntax error at or near "tabel"',
  });
});

test("A published library that is not installed is the lab's fault", async ({ place }) => {
  await place.edit("labs/lab-91-rows/package.json", '"pg"', '"no-such-library": "1", "pg"');
  expect(await noScore(place, "lab-91")).toEqual({
    code: "manifest-broken",
    message: "lab-91-rows/package.json publishes no-such-library, which is not installed.",
  });
});

test.for([
  ["no longer in the solution", "file: src/echo.ts", "file: src/gone.ts", "the solution has no src/gone.ts."],
  [
    "of which the text is gone",
    "find: return text;",
    "find: return nothing;",
    "its text stands 0 times in solution/src/echo.ts, it must stand once.",
  ],
  [
    "of which the text stands twice",
    "find: return text;",
    "find: text",
    /its text stands \d+ times in solution\/src\/echo\.ts/,
  ],
] as const)("A mistake with an edit %s is the lab's fault", async ([, find, replace, message], { place }) => {
  await place.edit(`${LAB}/mistakes/trims.yaml`, find, replace);
  const { code, stdout } = await place.run("grade", "lab-90", "--target", "mistake:trims");
  const text = flat(stdout);
  expect(text).toContain("lab-90-echo/mistakes/trims.yaml: edit 1:");
  if (typeof message === "string") expect(text).toContain(message);
  else expect(text).toMatch(message);
  expect(code).toBe(4);
});
