import type { CheckContext } from "../check-context.ts";
import { CheckFailure } from "../check-failure.ts";

/**
 * Waits for an app that has to listen although a service of its is away.
 * @param circumstance begins the failure: "Postgres was away at the start"
 */
export async function startAnyway<T>(t: CheckContext, start: Promise<T>, circumstance: string): Promise<T> {
  return start.catch((failure: unknown) => {
    if (!(failure instanceof CheckFailure)) throw failure;
    return t.fail(
      `${circumstance}. Promised is that the app listens and answers GET /ping all the same. ${failure.message}`,
    );
  });
}
