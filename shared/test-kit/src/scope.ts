import { withLimit } from "./limit.ts";

const CLEANUP_LIMIT_MS = 10_000;

/** What a check opened, closed in reverse order when the check ends, each within its own limit. */
export class Scope {
  readonly #controller = new AbortController();
  readonly #cleanups: { what: string; cleanup: () => Promise<unknown> }[] = [];

  /** Aborted when the check has ended, so that what it still polls for stops. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** @param what names the thing in the message of a cleanup that fails */
  onEnd(what: string, cleanup: () => Promise<unknown>): void {
    this.#cleanups.push({ what, cleanup });
  }

  /** Closes everything, whatever fails on the way; returns one sentence per cleanup that failed. */
  async end(): Promise<string[]> {
    this.#controller.abort();
    const problems: string[] = [];
    for (let next = this.#cleanups.pop(); next !== undefined; next = this.#cleanups.pop()) {
      const { what, cleanup } = next;
      try {
        await withLimit(
          cleanup(),
          CLEANUP_LIMIT_MS,
          () => new Error(`not done within ${CLEANUP_LIMIT_MS / 1000} s`),
        );
      } catch (error) {
        problems.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    return problems;
  }
}
