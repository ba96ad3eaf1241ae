import { expect, test } from "vitest";
import { mistakeManifest } from "./mistake-manifest.ts";

const mistake = (more: object = {}) => ({
  believes: "A connection is closed by itself.",
  edits: [{ file: "src/app.ts", find: "a", replace: "b" }],
  fails: ["one"],
  ...more,
});

test("What is not said to be out of reach or a matter of chance is neither", () => {
  expect(mistakeManifest.parse(mistake())).toMatchObject({ notReached: [], mayFail: [] });
});

test.each([
  ["no edit", { edits: [] }],
  ["no failing check", { fails: [] }],
  ["an edit outside src", { edits: [{ file: "package.json", find: "a", replace: "b" }] }],
  ["an edit that looks for nothing", { edits: [{ file: "src/app.ts", find: "", replace: "b" }] }],
  ["a belief without words", { believes: "" }],
  ["an unknown key", { passes: ["two"] }],
])("A mistake with %s is refused", (_, more) => {
  expect(mistakeManifest.safeParse(mistake(more)).success).toBe(false);
});
