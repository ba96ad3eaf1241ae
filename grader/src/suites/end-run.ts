import { setTimeout as delay } from "node:timers/promises";
import type { Vitest } from "vitest/node";

const CANCEL_EVERY_MS = 50;
/** A worker ends within a few milliseconds, or never: one that holds a socket which Node cannot free spins on. */
export const END_LIMIT_MS = 2000;

/**
 * Ends a run that is under way. The runner forgets a cancel that comes before its workers have begun, waits for
 * the checks at the first one, and kills the workers at the second: asked until the run has ended. False when it cannot
 * be ended.
 */
export async function endRun(vitest: Vitest, running: Promise<unknown>): Promise<boolean> {
  const until = performance.now() + END_LIMIT_MS;
  while (performance.now() < until) {
    void vitest.cancelCurrentRun("keyboard-input").catch(() => {});
    if (await endsWithin(CANCEL_EVERY_MS, running)) return true;
  }
  return false;
}

/** Whether the work is over, in whatever way, after `ms`. */
export async function endsWithin(ms: number, work: Promise<unknown>): Promise<boolean> {
  const over = work.then(
    () => true,
    () => true,
  );
  return Promise.race([over, delay(ms, false)]);
}

/** Node waits for its threads when it exits, for ever if need be: the process is replaced by one with the same exit code. */
export function exitDespiteThreads(): void {
  process.once("exit", (code) => process.execve?.("/bin/sh", ["sh", "-c", `exit ${code}`], {}));
}
