import { stripVTControlCharacters } from "node:util";
import type { Reporter, TestModule, TestRunEndReason, Vitest } from "vitest/node";
import { writeCounts } from "./results.ts";

type Failure = { readonly message: string };

/** Counts a package's tests for the summary of `npm test`. A test that writes to the console has failed. */
export class ResultsReporter implements Reporter {
  #root = process.cwd();
  readonly #noisy = new Map<string, string>();

  onInit(vitest: Vitest): void {
    this.#root = vitest.config.root;
  }

  onUserConsoleLog(log: { content: string; taskId?: string | undefined }): void {
    this.#noisy.set(log.taskId ?? "outside any test", log.content.trim());
  }

  onTestRunEnd(
    modules: readonly TestModule[],
    unhandled: readonly Failure[],
    reason: TestRunEndReason,
  ): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const passed = tests.filter((test) => test.result().state === "passed").length;
    const leftOut = tests.filter((test) => test.result().state === "skipped").length;
    const failedTests = tests.filter((test) => test.result().state === "failed").length;
    const failed = failedTests + modules.reduce((sum, module) => sum + brokenParts(module), unhandled.length);
    for (const text of this.#noisy.values()) process.stderr.write(`A test wrote to the console: ${text}\n`);
    const missing = reason !== "passed" && failed === 0 ? 1 : 0;
    if (this.#noisy.size > 0) process.exitCode = 1;
    const failures = [...modules.flatMap(failuresOf), ...unhandled.map(({ message }) => message)];
    writeCounts(this.#root, "test", {
      passed,
      failed: failed + missing + this.#noisy.size,
      leftOut,
      failures,
    });
  }
}

/** Files and suites that failed outside a test, in an import or a hook: their tests never ran. */
function brokenParts(module: TestModule): number {
  const suites = [...module.children.allSuites()].filter((suite) => suite.errors().length > 0);
  return suites.length + (module.errors().length > 0 ? 1 : 0);
}

/** "file: test" and what it said, of every part of a file that failed. */
function failuresOf(module: TestModule): string[] {
  const told = (name: string, errors: readonly Failure[]) =>
    errors.length === 0
      ? []
      : [`${name}\n${errors.map(({ message }) => stripVTControlCharacters(message)).join("\n")}`];
  const tests = [...module.children.allTests()];
  return [
    ...told(module.relativeModuleId, module.errors()),
    ...[...module.children.allSuites()].flatMap((suite) => told(suite.fullName, suite.errors())),
    ...tests.flatMap((test) =>
      told(`${module.relativeModuleId}: ${test.fullName}`, test.result().errors ?? []),
    ),
  ];
}
