import { expect, test } from "vitest";
import { labManifest } from "./lab-manifest.ts";

const check = (id: string, more: object = {}) => ({
  id,
  task: "first",
  points: 50,
  title: `Title of ${id}`,
  hint: "Something to look at.",
  promise: "README.md#what-is-promised",
  lesson: "lesson.md#what-to-read",
  ...more,
});

const lab = (more: object = {}) => ({
  schema: 1,
  id: "lab-90-tiny",
  title: "Tiny",
  version: "1.0.0",
  session: 9,
  minutes: 5,
  tasks: [{ id: "first", title: "The first", points: 100 }],
  checks: [check("one"), check("two", { needs: ["one"] })],
  ...more,
});

/** Each complaint as `place: text`. */
function complaints(input: unknown): string[] {
  const parsed = labManifest.safeParse(input);
  return parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
}

test("A manifest without the optional parts is whole, with the defaults of the contract", () => {
  expect(labManifest.parse(lab())).toMatchObject({
    entry: "src/main.ts",
    services: [],
    permissions: { workers: false, childProcesses: false, writes: false },
    limits: { memoryMb: 512, cpuSeconds: 60, bootSeconds: 15, suiteSeconds: 120 },
    checks: [
      { needs: [], requires: [] },
      { needs: ["one"], requires: [] },
    ],
  });
});

test.each([
  [
    "tasks that do not sum to 100",
    { tasks: [{ id: "first", title: "The first", points: 90 }] },
    "tasks: the points of the tasks sum to 90, not 100",
  ],
  [
    "checks that do not sum to their task",
    { checks: [check("one")] },
    'tasks.0: task "first" has 100 points, its checks sum to 50',
  ],
  [
    "a check of no task",
    { checks: [check("one"), check("two", { task: "other" })] },
    'checks.1.task: check "two" belongs to task "other", which does not exist',
  ],
  ["the same id twice", { checks: [check("one"), check("one")] }, 'checks.1.id: "one" stands there twice'],
  [
    "a need that comes later",
    { checks: [check("one", { needs: ["two"] }), check("two")] },
    'checks.0.needs: check "one" needs "two", which is no check before it',
  ],
  [
    "a need of itself",
    { checks: [check("one", { needs: ["one"] }), check("two")] },
    'checks.0.needs: check "one" needs "one", which is no check before it',
  ],
  [
    "a requirement of a service that the lab does not use",
    { services: ["postgres"], checks: [check("one", { requires: ["redis.server"] }), check("two")] },
    'checks.0.requires: check "one" requires a Redis that the grader may configure and restart, and the lab has no such service',
  ],
  [
    "an unknown requirement",
    { services: ["redis"], checks: [check("one", { requires: ["redis.colour"] }), check("two")] },
    /^checks\.0\.requires\.0: /,
  ],
  ["an unknown service", { services: ["mysql"] }, /^services\.0: /],
  ["an entry outside src", { entry: "../main.ts" }, /^entry: /],
  ["an unknown key", { tests: [] }, /^: Unrecognized key: "tests"$/],
  [
    "a promise in another file",
    { checks: [check("one", { promise: "notes.md#a" }), check("two")] },
    "checks.0.promise: write README.md#anchor-of-a-heading",
  ],
  ["a variable in small letters", { env: { path: "x" } }, /^env\.path: /],
  ["another schema", { schema: 2 }, /^schema: /],
])("%s: complained about at its place", (_, more, complaint) => {
  const found = complaints(lab(more));
  expect(found).toContainEqual(typeof complaint === "string" ? complaint : expect.stringMatching(complaint));
});

test.each([null, undefined, 7, "lab", [], {}])(
  "%j is no manifest, and refused without an exception",
  (input) => {
    expect(complaints(input).length).toBeGreaterThan(0);
  },
);
