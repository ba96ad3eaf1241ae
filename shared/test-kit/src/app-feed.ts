import type { AppExit } from "@picking-labs/contracts";

/** `at` is in ms since the epoch. */
export type AppLine = { stream: "stdout" | "stderr"; line: string; at: number };
export type AppEnd = { exit: AppExit; at: number };
type Listener = { line?(line: AppLine): void; end?(end: AppEnd): void };

/** One app's oldest lines are forgotten beyond this many. */
const LINES_KEPT = 5_000;
const LAST_WORDS = 30;

/** What one app process has said and how it ended, from its first line on. */
export class AppFeed {
  #lines: AppLine[] = [];
  #end: AppEnd | undefined;
  readonly #listeners = new Set<Listener>();

  get lines(): readonly AppLine[] {
    return this.#lines;
  }

  get end(): AppEnd | undefined {
    return this.#end;
  }

  /** Hears every later line and the end; returns how to stop listening. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  addLine(line: AppLine): void {
    this.#lines.push(line);
    if (this.#lines.length > LINES_KEPT) this.#lines.splice(0, LINES_KEPT / 10);
    for (const listener of this.#listeners) listener.line?.(line);
  }

  addEnd(end: AppEnd): void {
    this.#end = end;
    for (const listener of this.#listeners) listener.end?.(end);
    // Nobody uses it: its last words stay for the one who still joins it.
    if (this.#listeners.size === 0) this.#lines = this.#lines.slice(-LAST_WORDS);
  }
}
