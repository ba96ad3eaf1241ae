import type { Output, Reporter } from "./reporter.ts";

/** The report alone, once, at the end. */
export function jsonReporter(output: Pick<Output, "write">): Reporter {
  return {
    onEvent(event) {
      if (event.type === "run-ended") output.write(`${JSON.stringify(event.report)}\n`);
    },
  };
}
