import { setTimeout as pause } from "node:timers/promises";
import type { FastifyBaseLogger } from "fastify";
import { isDuplicate, isLost } from "../database/index.ts";
import type { DecisionRecord } from "./decision.ts";

/** Decisions that may be unwritten at one time, those being written included. */
const CAPACITY = 1_000;
/** Decisions being written at one time: one for each connection of the writers' pool. */
const LANES = 3;

type Waiting = { decision: DecisionRecord; losses: number };

export type DecisionWriter = ReturnType<typeof decisionWriter>;

/** Writes decisions beside the requests that made them, and knows at any moment which ones are not written yet. */
export function decisionWriter(
  insert: (decision: DecisionRecord) => Promise<void>,
  retryForMs: number,
  log: FastifyBaseLogger,
) {
  const line: Waiting[] = [];
  const beingWritten = new Set<Waiting>();
  let openLanes = 0;

  /** Takes a decision over and returns at once. */
  function record(decision: DecisionRecord): void {
    if (decision.products.length === 0) return;
    line.push({ decision, losses: 0 });
    if (line.length + beingWritten.size > CAPACITY) giveUp(oldest(line), "too many wait");
    if (openLanes < LANES) void writeOneAfterTheOther();
  }

  /** A lane: it runs until nobody waits, and pauses after a loss, longer each time, before it bothers Postgres again. */
  async function writeOneAfterTheOther(): Promise<void> {
    openLanes++;
    let lossesInARow = 0;
    for (let next = take(); next !== undefined; next = take()) {
      const isSettled = await write(next);
      beingWritten.delete(next);
      lossesInARow = isSettled ? 0 : lossesInARow + 1;
      if (isSettled) continue;
      line.push(next); // to the end, so that it does not hold up the others
      await pause(jitter(Math.min(100 * 2 ** lossesInARow, 1_000)));
    }
    openLanes--;
  }

  function take(): Waiting | undefined {
    const now = Date.now();
    for (const waiting of line.filter(({ decision }) => now - decision.decidedAt.getTime() > retryForMs))
      giveUp(waiting, "not written in time");
    const next = line.shift();
    if (next !== undefined) beingWritten.add(next);
    return next;
  }

  /** False when it has to be tried again. */
  async function write(waiting: Waiting): Promise<boolean> {
    try {
      await insert(waiting.decision);
      return true;
    } catch (error) {
      // An earlier try was committed, only its answer did not arrive.
      if (waiting.losses > 0 && isDuplicate(error)) return true;
      if (isLost(error)) {
        if (waiting.losses++ === 0)
          log.warn({ ...ids(waiting), reason: String(error) }, "decision not written yet");
        return false;
      }
      log.error({ ...ids(waiting), reason: String(error) }, "decision failed: it is not written");
      return true;
    }
  }

  function giveUp(waiting: Waiting, reason: string): void {
    if (!beingWritten.delete(waiting)) line.splice(line.indexOf(waiting), 1);
    log.error({ ...ids(waiting), reason }, "decision given up: it is not written");
  }

  /** Resolves when nobody waits any more; the caller sets the limit. */
  async function flushed(): Promise<void> {
    while (line.length + beingWritten.size > 0) await pause(20);
  }

  /** Gives up all that is not written, for a process that has to end. */
  function abandon(): void {
    for (const waiting of [...beingWritten, ...line]) giveUp(waiting, "shutting down");
  }

  return { record, flushed, abandon };
}

/** Under profiles that must not touch the real table. */
export const idleWriter: DecisionWriter = {
  record: () => undefined,
  flushed: async () => undefined,
  abandon: () => undefined,
};

function oldest(line: Waiting[]): Waiting {
  return line.reduce((first, other) => (other.decision.decidedAt < first.decision.decidedAt ? other : first));
}

function ids({ decision: { orderId, decisionId } }: Waiting) {
  return { orderId, decisionId };
}

/** Between half of it and all of it, so that lanes do not knock in step. */
function jitter(milliseconds: number): number {
  return milliseconds * (0.5 + Math.random() / 2);
}
