import type { RedisProxy } from "@picking-labs/test-kit";

/** Each way: a question that waits for an answer then waits visibly. */
const DELAY_MS = 5;

/**
 * How many turns the work takes at its best: a client may knock in the background now and then.
 * @param first opens connections and makes scripts known; it asks about nothing that the others ask about
 * @param others the same question about other orders each time, so that no answer is known from before
 */
export async function fewestTurns(
  proxy: RedisProxy,
  first: () => Promise<void>,
  others: readonly (() => Promise<void>)[],
): Promise<number> {
  await first();
  proxy.delay(DELAY_MS);
  let fewest = Number.POSITIVE_INFINITY;
  for (const work of others) {
    proxy.reset();
    await work();
    fewest = Math.min(fewest, proxy.workTurns());
  }
  proxy.delay(0);
  return fewest;
}
