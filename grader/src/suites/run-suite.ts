import { relative } from "node:path";
import { Writable } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import type { SuitePlan } from "@picking-labs/contracts";
import type { Reporter, TestCase, TestModule } from "vitest/node";
import { GraderError } from "../errors.ts";
import { rejectOnAbort } from "../reject-on-abort.ts";
import type { CheckReport, readCheckMeta } from "./check-meta.ts";
import { END_LIMIT_MS, endRun, endsWithin, exitDespiteThreads } from "./end-run.ts";
import { ownSignals } from "./own-signals.ts";
import { writeEntry } from "./write-entry.ts";

export type SuiteEnd = { crashed: string[] };

/** A loaded runner; `run` executes the suite once. */
export type PreparedSuite = AsyncDisposable & {
  /** The suite loads at once; when `begins` has resolved, it has that many seconds. */
  run(plan: SuitePlan, begins: Promise<number>, signal: AbortSignal): Promise<SuiteEnd>;
};

/**
 * Loads vitest in this process. A suite runs in a worker thread, all checks side by side: what a check needs it waits
 * for by itself, and its time limit is its own.
 * @param scratch a folder of the run
 */
export async function prepareSuite(
  folder: string,
  scratch: string,
  onCheck: (check: CheckReport) => void,
): Promise<PreparedSuite> {
  await writeEntry(folder, scratch);
  using _signals = ownSignals();
  const [{ createVitest }, { readCheckMeta }] = await Promise.all([
    import("vitest/node"),
    import("./check-meta.ts"),
  ]);
  const crashed: string[] = [];
  const crash = (error: CrashError) => void crashed.push(crashText(error, folder));
  // What is still told of a run that was ended is no result.
  let over = false;
  const reporter: Reporter = {
    onTestCaseResult: (testCase) => (over ? undefined : onCheck(read(testCase, readCheckMeta))),
    onTestModuleEnd: (module: TestModule) => module.errors().forEach(crash),
    onTestRunEnd: (_modules, unhandled) => unhandled.forEach(crash),
  };
  const exitCode = process.exitCode;
  const vitest = await createVitest(
    {
      config: false,
      cache: false,
      root: scratch,
      watch: false,
      include: ["*.test.mjs"],
      pool: "threads",
      isolate: false,
      experimental: { viteModuleRunner: false, nodeLoader: false },
      maxWorkers: 1,
      maxConcurrency: 1000,
      sequence: { concurrent: true },
      testTimeout: 0,
      hookTimeout: 0,
      teardownTimeout: 2000,
      reporters: [reporter],
      passWithNoTests: true,
      printConsoleTrace: false,
      onConsoleLog: () => false,
    },
    { logLevel: "silent", server: { watch: null } },
    // What a suite or its runner writes is neither report nor progress.
    { stdout: discard(), stderr: discard() },
  );
  return {
    async run(plan, begins, signal) {
      signal.throwIfAborted();
      vitest.provide("picking-labs" as never, plan as never);
      const running = vitest.start();
      const { promise: overtime, reject } = Promise.withResolvers<never>();
      let limit: NodeJS.Timeout | undefined;
      const count = (seconds: number) => {
        if (over) return;
        const tooSlow = () =>
          reject(new GraderError("suite-too-slow", `The suite was not done after ${seconds} s.`));
        limit = setTimeout(tooSlow, seconds * 1000);
      };
      begins.then(count, () => {});
      try {
        await Promise.race([running, overtime, rejectOnAbort(signal)]);
        return { crashed };
      } catch (error) {
        over = true;
        const ended = await endRun(vitest, running);
        if (ended || signal.aborted) throw error;
        throw new GraderError("internal", "The worker of the suite does not end.", { cause: error });
      } finally {
        over = true;
        clearTimeout(limit);
        // vitest marks the process as failed when a check fails; the exit code is ours to give.
        process.exitCode = exitCode;
      }
    },
    async [Symbol.asyncDispose]() {
      if (!(await endsWithin(END_LIMIT_MS, vitest.close()))) exitDespiteThreads();
      process.exitCode = exitCode;
    },
  };
}

const discard = () => new Writable({ write: (_chunk, _encoding, done) => done() });

function read(testCase: TestCase, readMeta: typeof readCheckMeta): CheckReport {
  const result = testCase.result();
  const ms = testCase.diagnostic()?.duration ?? 0;
  const meta = (testCase.meta() as { picking?: unknown }).picking;
  return readMeta(testCase.name, ms, meta, result.state, result.errors?.[0]?.message);
}

type CrashError = { message: string; stack?: string; stacks?: { file: string; line: number }[] };

/** Before the stack of an error in a file that it cannot read, Node names the place. */
const UNREADABLE = /^(?<file>[^\n]+):(?<line>\d+)\n/;

/** What was thrown outside of every check, and where in the suite. */
function crashText({ message, stack = "", stacks }: CrashError, folder: string): string {
  const { file, line } =
    stacks?.find(({ file }) => file.startsWith(folder)) ?? UNREADABLE.exec(stack)?.groups ?? {};
  const where = file === undefined ? "" : `${relative(folder, file)}:${line}: `;
  return `${where}${stripVTControlCharacters(message)}`;
}
