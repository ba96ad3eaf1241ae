import type { CheckContext, HttpResult } from "@picking-labs/test-kit";
import { serverTiming, type Times } from "./server-timing.ts";

/** The two times of an answer that must have them. `what` is the request: "GET /ping". */
export function readTimes(t: CheckContext, what: string, answer: HttpResult): Times {
  const header = answer.headers["server-timing"];
  return (
    serverTiming(answer) ??
    t.fail(
      header === undefined
        ? `${what} was answered without a server-timing header${answer.error ? `: ${answer.error}` : ""}.`
        : `${what} was answered with server-timing: ${shown(header)}; promised is the form queue;dur=12, app;dur=3.25.`,
    )
  );
}

/** What is right is left out: it differs from run to run. */
function shown(header: string): string {
  return header.replace(/dur=\d+(\.\d+)?(?=,|$)/g, "dur=…");
}
