import { afterAll, test } from "vitest";
import { closeSharedClients } from "./judge-database/index.ts";
import { type CheckBody, runCheck } from "./run-check.ts";
import { currentSuite } from "./suite.ts";
import { declareHeir } from "./workplace.ts";

let registered = 0;

/**
 * Registers one check. It runs beside all others, after the checks that it `needs` by lab.yaml passed.
 * Where apps wait for their start, those of checks that were registered earlier come first.
 * A CheckFailure or an AssertionError fails it; whatever else it throws is the grader's fault.
 * @param id as in lab.yaml
 * @param takesOverFrom a check to wait for; when it passes, `t.workplace()` is the one that it has left
 *
 * @example
 * check("ping", async (t) => {
 *   const app = await t.sharedApp();
 *   t.equal((await app.get("/ping")).json, { status: "ok" }, "the answer of GET /ping");
 * });
 */
export function check(id: string, body: CheckBody, { takesOverFrom }: { takesOverFrom?: string } = {}): void {
  if (takesOverFrom !== undefined) declareHeir(takesOverFrom, id);
  const turn = ++registered;
  if (turn === 1) afterAll(closeSharedClients);
  // The check has a limit of its own, which does not count its waiting for others.
  test.concurrent(id, { timeout: 0, retry: 0 }, async (context) => {
    const suite = await currentSuite();
    const record = await runCheck(id, body, suite, { turn });
    context.task.meta.picking = record;
    if (record.outcome === "not-selected") return context.skip("not selected");
    suite.link.settled(id, record.outcome === "passed");
    if (record.outcome === "not-reached") return context.skip(`${record.because} did not pass`);
    if (record.outcome === "not-judged") return context.skip(`${record.capability} is not to be had here`);
    if (record.outcome === "failed") throw new Error(record.failure.saw);
    if (record.outcome === "errored") throw new Error(record.error);
  });
}
