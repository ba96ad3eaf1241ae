import type { Socket } from "node:net";

/** Unsent bytes from which the sender is made to wait. */
const FULL_BYTES = 4 * 1024 * 1024;

/** One direction of a connection: passes chunks on in order, may hold or delay them. */
export class Valve {
  readonly #queue: { chunk: Buffer | "end"; due: number; passed?: (() => void) | undefined }[] = [];
  readonly #holds = new Set<string>();
  readonly #from: Socket;
  readonly #to: Socket;
  readonly #passed: (bytes: number) => void;
  #waiting = 0;
  #timer: NodeJS.Timeout | undefined;

  /** @param passed hears how many bytes went on */
  constructor(from: Socket, to: Socket, passed: (bytes: number) => void) {
    this.#from = from;
    this.#to = to;
    this.#passed = passed;
    to.on("drain", () => from.resume());
  }

  get held(): boolean {
    return this.#holds.size > 0;
  }

  /** @param passed called when this chunk has gone on */
  push(chunk: Buffer | "end", delayMs: number, passed?: () => void): void {
    if (chunk.length === 0) return;
    if (chunk !== "end") this.#waiting += chunk.length;
    this.#queue.push({ chunk, due: performance.now() + delayMs, passed });
    this.#pass();
    if (this.#waiting + this.#to.writableLength > FULL_BYTES) this.#from.pause();
  }

  /** Several reasons may hold at once; bytes pass when none is left. */
  hold(reason: string): void {
    this.#holds.add(reason);
  }

  release(reason: string): void {
    if (this.#holds.delete(reason)) this.#pass();
  }

  /** Forgets what waits. */
  close(): void {
    clearTimeout(this.#timer);
    this.#queue.length = 0;
    this.#holds.add("closed");
  }

  #pass(): void {
    clearTimeout(this.#timer);
    while (!this.held) {
      const next = this.#queue[0];
      if (next === undefined) break;
      const early = next.due - performance.now();
      if (early > 0) {
        this.#timer = setTimeout(() => this.#pass(), early);
        return;
      }
      this.#queue.shift();
      this.#send(next.chunk);
      next.passed?.();
    }
    if (this.#waiting === 0) this.#from.resume();
  }

  #send(chunk: Buffer | "end"): void {
    if (chunk === "end") {
      this.#to.end();
      return;
    }
    this.#waiting -= chunk.length;
    this.#passed(chunk.length);
    this.#to.write(chunk);
  }
}
