import type { LabManifest } from "@picking-labs/contracts";
import { expect, test } from "vitest";
import type { CheckReport } from "../suites/index.ts";
import { fold } from "./fold.ts";
import { taskResults } from "./tasks.ts";

const check = (id: string, task: string, points: number) => ({
  id,
  task,
  points,
  title: id,
  hint: "Look.",
  promise: "README.md#a",
  lesson: "lesson.md#a",
  needs: [],
});
const lab = {
  tasks: [
    { id: "one", title: "One", points: 70, stretch: false },
    { id: "two", title: "Two", points: 30, stretch: true },
  ],
  checks: [check("a", "one", 50), check("b", "one", 20), check("c", "two", 30)],
} as unknown as LabManifest;
const ALL = new Set(["a", "b", "c"]);
const passed = (id: string): CheckReport => ({ id, ms: 1, outcome: "passed", evidence: [] });
const failed = (id: string): CheckReport => ({
  id,
  ms: 1,
  outcome: "failed",
  failure: { saw: "no" },
  evidence: [],
  stimulus: [],
});
const folded = (reports: CheckReport[], selected = ALL) => {
  const { checks, problems } = fold(lab, reports, selected, () => "It is so.");
  return {
    problems,
    checks: checks.map(({ id, outcome, earned }) => `${id} ${outcome} ${earned}`),
    all: checks,
  };
};

test("Checks are in the manifest's order with its words, whatever order they ended in; only what passed earns points", () => {
  const { checks, problems, all } = folded([
    failed("c"),
    { id: "b", ms: 1, outcome: "not-reached", because: "a" },
    passed("a"),
  ]);
  expect(checks).toEqual(["a passed 50", "b not-reached 0", "c failed 0"]);
  expect(problems).toEqual([]);
  expect(all[0]).toMatchObject({
    title: "a",
    hint: "Look.",
    promise: { ref: "README.md#a", text: "It is so." },
  });
});

test.for([
  ["is missing", [passed("a"), passed("b")], "c errored 0", 'the suite has no check "c"'],
  [
    "is told twice",
    [passed("a"), passed("b"), passed("c"), passed("c")],
    "c errored 0",
    'the suite has the check "c" 2 times',
  ],
  [
    "is told twice with different ends",
    [passed("a"), passed("b"), passed("c"), failed("c")],
    "c errored 0",
    'the suite has the check "c" 2 times',
  ],
  [
    "is unknown",
    [passed("a"), passed("b"), passed("c"), passed("d")],
    "c passed 30",
    'the suite has a check "d" that lab.yaml does not know',
  ],
] as const)("A check that %s is a problem and earns nothing", ([, reports, last, problem]) => {
  const result = folded([...reports]);
  expect(result.checks.at(-1)).toBe(last);
  expect(result.checks).toHaveLength(3);
  expect(result.problems).toEqual([problem]);
});

test("A check that was skipped without being asked to, or that erred, is no verdict", () => {
  const { checks } = folded([
    { id: "a", ms: 1, outcome: "not-selected" },
    { id: "b", ms: 1, outcome: "errored", error: "ill" },
    passed("c"),
  ]);
  expect(checks).toEqual(["a errored 0", "b errored 0", "c passed 30"]);
});

test("Of chosen checks the others are neither results nor problems", () => {
  const { checks, problems } = folded([passed("a")], new Set(["a"]));
  expect(checks).toEqual(["a passed 50"]);
  expect(problems).toEqual([]);
});

test("Tasks sum the points of their own checks, and a task without a chosen check is left out", () => {
  expect(taskResults(lab, folded([passed("a"), failed("b"), passed("c")]).all)).toEqual([
    { id: "one", number: 1, title: "One", points: 70, earned: 50 },
    { id: "two", number: 2, title: "Two", points: 30, earned: 30 },
  ]);
  expect(taskResults(lab, folded([passed("a")], new Set(["a"])).all)).toEqual([
    { id: "one", number: 1, title: "One", points: 50, earned: 50 },
  ]);
});

const notJudged = (id: string, because?: string): CheckReport => ({
  ...{ id, ms: 1, outcome: "not-judged", capability: "redis.server" },
  ...(because !== undefined && { because }),
});

test("A check that cannot be judged is no error and earns nothing; it says what it needs, and where that is", () => {
  const { checks, problems, all } = folded([passed("a"), notJudged("b"), notJudged("c", "b")]);
  expect(checks).toEqual(["a passed 50", "b not-judged 0", "c not-judged 0"]);
  expect(problems).toEqual([]);
  expect(all.slice(1)).toMatchObject([
    {
      reason: "it needs a Redis that the grader may configure and restart",
      cure: "--services native or --services docker has one.",
    },
    { reason: "it needs b, which needs a Redis that the grader may configure and restart" },
  ]);
});

test("Points of what cannot be judged stand beside the points of a task, not among them", () => {
  expect(taskResults(lab, folded([passed("a"), notJudged("b"), notJudged("c")]).all)).toEqual([
    { id: "one", number: 1, title: "One", points: 50, earned: 50, notJudged: 20 },
    { id: "two", number: 2, title: "Two", points: 0, earned: 0, notJudged: 30 },
  ]);
});

test("A task keeps the number that it has in the brief when it is the only one chosen", () => {
  const [task] = taskResults(lab, folded([passed("c")], new Set(["c"])).all);
  expect(task).toEqual({ id: "two", number: 2, title: "Two", points: 30, earned: 30 });
});
