import { defineConfig } from "vitest/config";
import { ResultsReporter } from "./scripts/gate/results-reporter.ts";

/** For the tests of the packages, started in one of them. Suites of labs are run by the grader. */
export default defineConfig({
  test: {
    // Tests start real processes and servers; with both cores of a small machine busy each start takes seconds.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    include: ["*.test.ts", "{src,e2e,gate,launch,setup}/**/*.test.ts"],
    exclude: ["**/fixtures/**", "e2e/labs/**"],
    reporters: ["default", new ResultsReporter()],
  },
});
