import type { CheckRecord, SuiteContext } from "@picking-labs/contracts";
import { GraderLink } from "../link.ts";
import { type CheckBody, type CheckOptions, runCheck } from "../run-check.ts";
import { createSuite } from "../suite.ts";
import { aSuiteContext, type PeerOptions, startPeer } from "./grader-peer.ts";

/** Runs checks as one worker does, on a line to a grader's end of the test's own. */
export async function aRun(
  needs: Record<string, string[]>,
  options: PeerOptions = {},
  more: Partial<SuiteContext> = {},
) {
  const context = aSuiteContext(needs, more);
  const peer = startPeer(context.channel, options);
  const suite = createSuite(context, new GraderLink(context.channel));
  async function run(id: string, body: CheckBody, options: CheckOptions = {}): Promise<CheckRecord> {
    const record = await runCheck(id, body, suite, options);
    if (record.outcome !== "not-selected") suite.link.settled(id, record.outcome === "passed");
    return record;
  }
  return { peer, suite, run, [Symbol.asyncDispose]: () => peer[Symbol.asyncDispose]() };
}
