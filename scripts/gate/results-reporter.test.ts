import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readCounts } from "./results.ts";

const folder = join(import.meta.dirname, "fixtures/tests");
const vitest = join(import.meta.dirname, "../node_modules/vitest/vitest.mjs");

test.each([
  {
    name: "passes",
    what: "a skipped test is no pass",
    counts: { passed: 2, failed: 0, leftOut: 1 },
    code: 0,
  },
  { name: "fails", what: "a failed test counts", counts: { passed: 1, failed: 1 }, code: 1 },
  {
    name: "broken-hook",
    what: "a suite that cannot start counts once",
    counts: { passed: 0, failed: 1 },
    code: 1,
  },
  {
    name: "broken-import",
    what: "a file that cannot be read counts once",
    counts: { passed: 0, failed: 1 },
    code: 1,
  },
  { name: "late-error", what: "an error outside any test counts", counts: { passed: 1, failed: 1 }, code: 1 },
  { name: "logs", what: "writing to the console fails", counts: { passed: 1, failed: 1 }, code: 1 },
  { name: "no-such-file", what: "no test at all is a failure", counts: { passed: 0, failed: 1 }, code: 1 },
])("Of $name, $what", ({ name, counts, code }) => {
  const status = run(name);
  expect(readCounts(folder, "test")).toMatchObject(counts);
  expect(status).toBe(code);
});

test("What failed is kept with the counts, by file and name", () => {
  run("fails");
  expect(readCounts(folder, "test")?.failures).toEqual([
    expect.stringMatching(/^fails\.test\.ts: .+\n.*expected/),
  ]);
});

/** Returns vitest's exit code. */
function run(name: string): number | null {
  rmSync(join(folder, ".results"), { recursive: true, force: true });
  const { VITEST: _, ...env } = process.env;
  return spawnSync(process.execPath, [vitest, "run", `${name}.test.ts`], { cwd: folder, env }).status;
}
