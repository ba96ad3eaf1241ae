import { withLimit } from "./limit.ts";

const CLEANUP_LIMIT_MS = 10_000;

type Cleanup = { what: string; cleanup: () => Promise<unknown> };

/** What a check opened, closed in reverse order when the check ends, each within its own limit. */
export class Scope {
  readonly #controller = new AbortController();
  readonly #cleanups: Cleanup[] = [];

  /** Aborted when the check has ended, so that what it still polls for stops. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /**
   * What opens only after the check has ended is closed at once.
   * @param what names the thing in the message of a cleanup that fails
   */
  onEnd(what: string, cleanup: () => Promise<unknown>): void {
    if (this.signal.aborted) void close({ what, cleanup });
    else this.#cleanups.push({ what, cleanup });
  }

  /**
   * The same promise for the body of the check. A check may start something and fail before it awaits it: a
   * rejection meanwhile is not an uncaught error of the run, and after the end nothing comes back, so that
   * a body which outlived its limit stops there.
   */
  guard<T>(work: Promise<T>): Promise<T> {
    const guarded = new Promise<T>((resolve, reject) => {
      const ifOpen =
        <V>(settle: (value: V) => void) =>
        (value: V) => {
          if (!this.signal.aborted) settle(value);
        };
      work.then(ifOpen(resolve), ifOpen(reject));
    });
    guarded.catch(() => undefined);
    return guarded;
  }

  /** Closes everything, whatever fails on the way; returns one sentence per cleanup that failed. */
  async end(): Promise<string[]> {
    this.#controller.abort();
    const problems: string[] = [];
    for (let next = this.#cleanups.pop(); next !== undefined; next = this.#cleanups.pop())
      problems.push(...(await close(next)));
    return problems;
  }
}

async function close({ what, cleanup }: Cleanup): Promise<string[]> {
  try {
    await withLimit(
      cleanup(),
      CLEANUP_LIMIT_MS,
      () => new Error(`not done within ${CLEANUP_LIMIT_MS / 1000} s`),
    );
    return [];
  } catch (error) {
    return [`${what}: ${error instanceof Error ? error.message : String(error)}`];
  }
}
