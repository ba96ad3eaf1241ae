import { defineConfig } from "vitest/config";
import { ResultsReporter } from "./scripts/gate/results-reporter.ts";

/** For the tests of the packages, started in one of them. Suites of labs are run by the grader. */
export default defineConfig({
  test: {
    // Only for what hangs. Tests start real processes and servers, some of them five times over, and on a small machine with
    // busy cores each start takes seconds; what has to be quick says so itself.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    include: ["*.test.ts", "{src,e2e,gate,launch,setup}/**/*.test.ts"],
    exclude: ["**/fixtures/**", "e2e/labs/**"],
    reporters: ["default", new ResultsReporter()],
  },
});
