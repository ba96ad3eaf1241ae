import { expect, test } from "vitest";
import { missingLibrary } from "./missing-library.ts";

test.for([
  ["Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'lodash' imported from /app/src/main.ts", "lodash"],
  [
    "Error [ERR_MODULE_NOT_FOUND]: Cannot find package '@scope/thing' imported from /app/src/main.ts",
    "@scope/thing",
  ],
  ["Error: Cannot find module 'lodash/fp'", "lodash"],
  ["Error: Cannot find module '@scope/thing/deep/er.js'", "@scope/thing"],
  ["  resource: './node_modules/vitest/package.json'", "vitest"],
  ["  resource: '/home/x/node_modules/@scope/thing/package.json'", "@scope/thing"],
  ["Cannot find module '/app/src/other.ts' imported from /app/src/main.ts", undefined],
  ["Error: Cannot find module './other.ts'", undefined],
  ["  resource: '/etc/passwd'", undefined],
  ["", undefined],
])("From the line %j the missing library is %s", ([line, name]) => {
  expect(missingLibrary(["before", line ?? "", "after"])).toBe(name);
});
