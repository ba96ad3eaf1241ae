import type { IncomingMessage } from "node:http";

/** The two times of one request, as texts with at most three fraction digits, in milliseconds. */
export class Stopwatch {
  readonly queue: string;
  app = "0";
  readonly #began = process.hrtime.bigint();

  constructor(request: IncomingMessage) {
    this.queue = queued(request.headers["x-request-start"]).toFixed(3);
  }

  /** The answer leaves now. */
  stop(): void {
    const microseconds = Number((process.hrtime.bigint() - this.#began) / 1_000n);
    this.app = (microseconds / 1_000).toFixed(3);
  }
}

function queued(start: string | string[] | undefined): number {
  if (typeof start !== "string" || !/^\d{1,15}(\.\d{1,3})?$/.test(start)) return 0;
  const ms = Date.now() - Number.parseFloat(start);
  return ms < 0 || ms > 60_000 ? 0 : ms;
}
