import { get } from "node:http";
import { type CheckContext, CheckFailure, type RunningApp } from "@picking-labs/test-kit";

/** /ping depends on nothing: an answer that takes this long tells that the machine, not the app, is busy. */
const SLOW_MS = 400;
const EVERY_MS = 100;
const SAMPLES = 3;

/**
 * Judges what depends on time. A failure counts unless GET /ping was slow meanwhile: then app or judge had no processor, and the
 * sample is taken once more, three times at most. The last one counts in any case.
 * @param restore ends all faults, and resolves when all is well again
 */
export async function steady(
  t: CheckContext,
  app: RunningApp,
  sample: () => Promise<void>,
  restore: () => Promise<void>,
): Promise<void> {
  for (let taken = 1; ; taken++) {
    const pings = watchPings(app);
    const failure: unknown = await sample().then(
      () => undefined,
      (error: unknown) => error,
    );
    const slowest = await pings.end();
    if (failure === undefined) return;
    if (!(failure instanceof CheckFailure) || taken === SAMPLES || slowest < SLOW_MS || !app.running)
      throw failure;
    t.note(`GET /ping took ${Math.round(slowest)} ms meanwhile, so this machine is busy: once more`);
    await restore();
  }
}

function watchPings(app: RunningApp): { end(): Promise<number> } {
  let isOver = false;
  let slowest = 0;
  const watching = watch();
  async function watch(): Promise<void> {
    while (!isOver && app.running) {
      const due = new Promise((resolve) => setTimeout(resolve, EVERY_MS));
      const began = performance.now();
      await ping(app.url);
      slowest = Math.max(slowest, performance.now() - began);
      await due;
    }
  }
  return {
    async end() {
      isOver = true;
      await watching;
      return slowest;
    },
  };
}

/** Past the time line, which it would fill. */
function ping(url: string): Promise<void> {
  return new Promise((resolve) => {
    const request = get(`${url}/ping`, { agent: false, headers: { connection: "close" } }, (answer) => {
      answer.resume();
      answer.once("close", () => resolve());
    });
    request.once("error", () => resolve());
  });
}
