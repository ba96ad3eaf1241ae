import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { errorCodes, GraderError } from "./errors.ts";

test("docs/errors.md lists every code of the table with its exit code, and no other", () => {
  const text = readFileSync(join(import.meta.dirname, "../../docs/errors.md"), "utf8");
  const listed = [...text.matchAll(/^\| `([a-z-]+)` *\| *(\d) *\|/gm)].map(
    ([, code, exit]) => `${code} ${exit}`,
  );
  expect(listed.sort()).toEqual(errorCodes.map((code) => `${code} ${new GraderError(code, "").exit}`).sort());
});
