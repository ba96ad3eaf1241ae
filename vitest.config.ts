import { defineConfig } from "vitest/config";
import { ResultsReporter } from "./scripts/gate/results-reporter.ts";

/** For the tests of this repository itself, started in a package. Suites of labs are run by the grader. */
export default defineConfig({
  test: {
    exclude: ["**/node_modules/**", "**/fixtures/**", "labs/**"],
    reporters: ["default", new ResultsReporter()],
  },
});
