import { setTimeout as pause } from "node:timers/promises";
import type { FastifyBaseLogger } from "fastify";
import { openSession, type Session } from "../postgres/session.ts";
import { verdictOn } from "../postgres/verdict.ts";
import type { Decision } from "./decision.ts";
import { writeDecision } from "./write-decision.ts";

const QUEUE_LIMIT = 1_000;
const BATCH = 5;

export type Writer = {
  /** Returns at once. */
  add(decision: Decision): void;
  /** Waits for `closing`, then until the queue is empty, both no longer than `until`; names the decisions that are left. */
  flush(closing: Promise<unknown>, until: number): Promise<unknown>;
};

type Entry = { decision: Decision; tries: number };

/** A queue in order of age, and one loop that takes a few decisions from its head, sends them down one session, and looks at the answers. */
export function openWriter(databaseUrl: string, retryForMs: number, log: FastifyBaseLogger): Writer {
  let queue: Entry[] = [];
  let batch: Entry[] = [];
  let session: Session | undefined;
  let loop: Promise<void> | undefined;

  function add(decision: Decision): void {
    queue.push({ decision, tries: 0 });
    if (queue.length + batch.length > QUEUE_LIMIT) drop(queue.splice(0, 1), "too many wait");
    loop ??= drain().finally(() => {
      loop = undefined;
    });
  }

  async function drain(): Promise<void> {
    let failures = 0;
    while (queue.length > 0) {
      const oldest = Date.now() - retryForMs;
      drop(
        take(queue.findLastIndex(({ decision }) => decision.decidedAt < oldest) + 1),
        "not written in time",
      );
      batch = take(BATCH);
      const lost = await send(batch);
      batch = [];
      queue = [...lost, ...queue];
      failures = lost.length > 0 ? failures + 1 : 0;
      if (failures > 0) await pause(Math.min(50 * 2 ** failures, 1_000));
    }
  }

  function take(count: number): Entry[] {
    return queue.splice(0, count);
  }

  /** The entries of the batch that have to be tried again. */
  async function send(entries: Entry[]): Promise<Entry[]> {
    try {
      if (session?.isOpen() !== true) session = await openSession(databaseUrl);
    } catch (error) {
      if (verdictOn(error) !== "refused") return entries;
      drop(entries, String(error));
      return [];
    }
    const current = session;
    const outcomes = await Promise.allSettled(
      entries.map(({ decision }) => writeDecision(current, decision)),
    );
    return entries.filter((entry, index) => isLost(entry, outcomes[index]));
  }

  function isLost(entry: Entry, outcome: PromiseSettledResult<void> | undefined): boolean {
    entry.tries += 1;
    if (outcome?.status !== "rejected") return false;
    const verdict = verdictOn(outcome.reason);
    if (verdict === "unknown") return true;
    if (verdict === "refused" || entry.tries === 1) drop([entry], String(outcome.reason));
    return false;
  }

  function drop(entries: Entry[], reason: string): void {
    for (const { decision } of entries)
      log.error(
        { orderId: decision.orderId, decisionId: decision.decisionId, reason },
        "a decision is not written",
      );
  }

  async function flush(closing: Promise<unknown>, until: number): Promise<void> {
    const emptied = closing.then(async () => {
      while (loop !== undefined) await loop;
    });
    await Promise.race([emptied, pause(until - Date.now())]);
    drop([...batch, ...queue], "shutting down");
    session?.close();
  }

  return { add, flush };
}
