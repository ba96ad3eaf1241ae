import type { Report } from "@picking-labs/contracts";
// Its own entrance, here and in reports: all of the contracts bring a parser, which would be loaded before the first line.
import { verdictOf } from "@picking-labs/contracts/verdict";
import { jsonReporter, type Reporter, terminalReporter } from "../reports/index.ts";
import { serviceChoice } from "../services/choice/index.ts";
import type { Context } from "./context.ts";
import type { GradeFlags } from "./grade.ts";
import { isolate } from "./isolate.ts";
import { needsOwnServers } from "./needs-own-servers.ts";
import { provideServers } from "./provide-servers.ts";
import { writeReports } from "./write-reports.ts";

const PASSED = 0;
const BELOW = 1;
const NOT_GRADABLE = 3;
const INFRA = 4;
/** What is open needs other services to be told: no verdict on the work. */
const EXITS = { passed: PASSED, below: BELOW, open: INFRA } as const;

/** `grade`: once, or `--repeat` times; the exit code is that of the worst run. */
export async function grade(context: Context, flags: GradeFlags, typed: string): Promise<number> {
  const { out, err, place, signal } = context;
  const services = serviceChoice(flags.services, context.env);
  if (await needsOwnServers(services)) await provideServers(context, flags, typed);
  await using isolation = await isolate(context, flags, services);
  const { repeat, json, target, task, check, seed } = flags;
  // On a terminal the first line appears before anything heavy is loaded.
  if (!json) out.write(`Grading ${typed} …\n`);
  const { gradeLab } = await import("../engine/index.ts");
  const reporter: Reporter = json ? jsonReporter(out) : terminalReporter(out, { ...flags, lab: typed });
  let worst = PASSED;
  for (let run = 1; run <= repeat; run++) {
    if (repeat > 1 && !json) out.write(`\nRun ${run} of ${repeat}\n`);
    const report = await gradeLab({
      place,
      lab: typed,
      target,
      task,
      check,
      seed,
      isolation,
      services,
      signal,
      onEvent: reporter.onEvent,
    });
    if (json && report.outcome !== "graded") err.write(`${report.problem.message}\n${report.problem.cure}\n`);
    await writeReports(report, flags, place.root);
    worst = Math.max(worst, exitOf(report));
  }
  return worst;
}

function exitOf(report: Report): number {
  if (report.outcome === "graded") return EXITS[verdictOf(report)];
  return report.outcome === "not-gradable" ? NOT_GRADABLE : INFRA;
}
