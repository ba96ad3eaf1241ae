import type { CheckResult, LabManifest } from "@picking-labs/contracts";
import { expect, test } from "vitest";
import { score } from "./outcome.ts";
import { selectChecks } from "./select-checks.ts";

const lab = {
  id: "lab-90-x",
  tasks: [{ id: "first" }, { id: "second" }],
  checks: [
    { id: "a", task: "first", needs: [] },
    { id: "b", task: "first", needs: ["a"] },
    { id: "c", task: "second", needs: ["b"] },
    { id: "d", task: "second", needs: [] },
  ],
} as unknown as LabManifest;
const chosen = (flags: { task?: string; check?: string }) => {
  const { ids, partial } = selectChecks(lab, flags);
  return { ids: [...ids].sort().join(" "), partial };
};

test("Without a flag all checks are chosen, and the run is whole", () => {
  expect(chosen({})).toEqual({ ids: "a b c d", partial: false });
});

test.for([
  [{ task: "first" }, "a b"],
  [{ task: "2" }, "a b c d"],
  [{ check: "d" }, "d"],
  [{ check: "c" }, "a b c"],
  [{ task: "first", check: "d" }, "a b d"],
] as const)("%j chooses those checks and all that they need: %s", ([flags, ids]) => {
  expect(chosen(flags)).toEqual({ ids, partial: true });
});

test.for([
  [{ task: "frist" }, "unknown-task", 'lab-90-x has no task "frist"; it has 2. Did you mean first?'],
  [{ task: "0" }, "unknown-task", 'lab-90-x has no task "0"; it has 2.'],
  [{ task: "1.5" }, "unknown-task", 'lab-90-x has no task "1.5"; it has 2.'],
  [{ task: "" }, "unknown-task", 'lab-90-x has no task ""; it has 2.'],
  [{ check: "A" }, "unknown-check", 'lab-90-x has no check "A". Did you mean a?'],
] as const)("%j is refused as %s", ([flags, code, message]) => {
  expect(() => selectChecks(lab, flags)).toThrow(expect.objectContaining({ code, message }));
});

test("A whole run passes from 80 points on, chosen checks pass with all of theirs", () => {
  const checks = (earned: number) =>
    [
      { earned, points: 80 },
      { earned: 0, points: 20 },
    ] as unknown as CheckResult[];
  const whole = { ids: new Set(["a"]), partial: false };
  expect(score(checks(80), whole)).toEqual({ score: 80, passMark: 80, passed: true });
  expect(score(checks(79), whole)).toMatchObject({ score: 79, passed: false });
  expect(score(checks(80), { ...whole, partial: true })).toEqual({
    score: 80,
    passMark: 80,
    passed: false,
    selection: { checks: ["a"], outOf: 100 },
  });
});
