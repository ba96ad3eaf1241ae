import { setTimeout as pause } from "node:timers/promises";
import { CheckFailure } from "./check-failure.ts";
import { withLimit } from "./limit.ts";

/** What a probe may return for "not yet". */
export type NotYet = undefined | false | null;

/** A probe that is under way when the time is over may still end within this many ms: a busy machine is not the app's fault. */
const GRACE_MS = 1000;
/** Pauses grow from this by a quarter each time, to this: what comes soon is seen soon, and long waits leave the machine to the app. */
const FIRST_PAUSE_MS = 15;
const LONGEST_PAUSE_MS = 120;

/**
 * Polls until `probe` returns a truthy value, which is returned; every `every` ms, or at growing pauses.
 * @param otherwise the sentence to fail with, from what the probe returned last
 * @throws CheckFailure when nothing truthy came within `within` ms (3000)
 */
export async function eventually<T>(
  probe: () => Promise<T | NotYet> | T | NotYet,
  otherwise: (last: unknown) => string,
  { within = 3000, every, signal }: { within?: number; every?: number; signal?: AbortSignal } = {},
): Promise<T> {
  const deadline = performance.now() + within;
  let last: unknown;
  const fail = () => new CheckFailure(otherwise(last));
  for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(wait * 1.25, LONGEST_PAUSE_MS)) {
    const left = deadline - performance.now();
    const seen = await withLimit(Promise.resolve(probe()), Math.max(left, 0) + GRACE_MS, fail);
    if (seen) return seen;
    last = seen;
    const rest = deadline - performance.now();
    if (rest <= 0) throw fail();
    await pause(Math.min(every ?? wait, rest), undefined, { signal });
  }
}

/**
 * Polls for `options.for` ms and fails as soon as `probe` returns a truthy value. It proves nothing
 * unless the same check also shows that the probe would have seen it.
 */
export async function never(
  probe: () => unknown,
  saw: (value: unknown) => string,
  options: { for: number; every?: number; signal?: AbortSignal },
): Promise<void> {
  const deadline = performance.now() + options.for;
  for (;;) {
    const value = await withLimit(
      Promise.resolve(probe()),
      options.for + GRACE_MS,
      () => new Error("the probe of a check did not end"),
    );
    if (value) throw new CheckFailure(saw(value));
    const rest = deadline - performance.now();
    if (rest <= 0) return;
    await pause(Math.min(options.every ?? FIRST_PAUSE_MS, rest), undefined, { signal: options.signal });
  }
}
