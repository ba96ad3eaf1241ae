import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { readFloorRun } from "./floor-run.ts";

/** The set-up that a team would write by hand around the same suite: plain `vitest run`, the app started by tsx. */
export default defineConfig({
  test: {
    root: readFloorRun(process.env).suite,
    globalSetup: join(import.meta.dirname, "global-setup.ts"),
    include: ["*.test.ts"],
    // Suites talk with the set-up over a line between threads; this is also vitest's quicker pool.
    pool: "threads",
    maxConcurrency: 1000,
    sequence: { concurrent: true },
    testTimeout: 0,
    hookTimeout: 0,
  },
});
