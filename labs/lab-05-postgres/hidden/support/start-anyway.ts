import { type AppOptions, type CheckContext, CheckFailure, type RunningApp } from "@picking-labs/test-kit";

/**
 * Starts an app that has to listen although its Postgres is away.
 * @param circumstance begins the failure: "Postgres was away at the start"
 */
export async function startAnyway(
  t: CheckContext,
  options: AppOptions,
  circumstance: string,
): Promise<RunningApp> {
  return t.app(options).catch((failure: unknown) => {
    if (!(failure instanceof CheckFailure)) throw failure;
    return t.fail(`${circumstance}, and the app did not listen, or it ended: ${failure.message}`);
  });
}
