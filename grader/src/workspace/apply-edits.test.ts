import { expect, test } from "vitest";
import { applyEdits } from "./apply-edits.ts";

const solution = new Map([
  ["src/main.ts", Buffer.from("const one = 1;\nconst two = 2;\n")],
  ["src/other.ts", Buffer.from("other")],
]);
const apply = (...edits: { file: string; find: string; replace: string }[]) =>
  applyEdits(solution, edits, "x.yaml");

test("Edits are made one after the other, the other files and the solution itself stay", () => {
  const files = apply(
    { file: "src/main.ts", find: "one = 1", replace: "one = 11" },
    { file: "src/main.ts", find: "= 11;", replace: "= 12;" },
  );
  expect(files.get("src/main.ts")?.toString()).toBe("const one = 12;\nconst two = 2;\n");
  expect(files.get("src/other.ts")?.toString()).toBe("other");
  expect(solution.get("src/main.ts")?.toString()).toContain("one = 1;");
});

test("What a replacement says is taken as it stands, $& and $1 included", () => {
  const files = apply({ file: "src/other.ts", find: "other", replace: "$& $1 $$" });
  expect(files.get("src/other.ts")?.toString()).toBe("$& $1 $$");
});

test.for([
  ["src/gone.ts", "x", "x.yaml: edit 1: the solution has no src/gone.ts."],
  ["src/main.ts", "three", "its text stands 0 times in solution/src/main.ts, it must stand once."],
  ["src/main.ts", "const", "its text stands 2 times in solution/src/main.ts, it must stand once."],
] as const)("An edit of %s at %j is refused: %s", ([file, find, message]) => {
  expect(() => apply({ file, find, replace: "" })).toThrow(message);
});
