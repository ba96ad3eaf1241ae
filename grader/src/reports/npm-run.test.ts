import { expect, test } from "vitest";
import { npmRun } from "./npm-run.ts";

test.for([
  [{}, "npm run grade lab-05"],
  [{ target: undefined }, "npm run grade lab-05"],
  [{ check: "rows-arrive" }, "npm run grade lab-05 -- --check rows-arrive"],
  [
    { check: "rows-arrive", target: "my work/it's" },
    "npm run grade lab-05 -- --check rows-arrive --target 'my work/it'\\''s'",
  ],
] as const)("Options %j are typed as %s", ([options, typed]) => {
  expect(npmRun("grade", "lab-05", options)).toBe(typed);
});
