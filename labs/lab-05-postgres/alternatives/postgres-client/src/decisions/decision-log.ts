import { setTimeout as pause } from "node:timers/promises";
import pLimit from "p-limit";
import type { Log } from "../log.ts";
import type { Connection } from "./connection.ts";
import type { Decision } from "./decision.ts";
import { fateOf } from "./fate.ts";

const MOST_UNWRITTEN = 1_000;

type Insert = (connection: Connection, decision: Decision) => Promise<void>;
type Unwritten = {
  decision: Decision;
  tries: number;
  busy: boolean;
  givenUp: AbortController;
  done: Promise<void>;
};

/** Every decision is a task of its own that tries until it is written, refused, too old, or given up for a newer one. */
export function decisionLog(connections: Connection[], insert: Insert, retryForMs: number, log: Log) {
  const unwritten = new Map<string, Unwritten>();
  const free = [...connections];
  const inTurn = pLimit(connections.length);

  function keep(decision: Decision): void {
    const task: Unwritten = {
      decision,
      tries: 0,
      busy: false,
      givenUp: new AbortController(),
      done: Promise.resolve(),
    };
    unwritten.set(decision.decisionId, task);
    if (unwritten.size > MOST_UNWRITTEN) giveUpOldest();
    task.done = write(task).finally(() => unwritten.delete(decision.decisionId));
  }

  async function write(task: Unwritten): Promise<void> {
    const { signal } = task.givenUp;
    const tooLate = setTimeout(() => task.busy || giveUp(task, "not written in time"), retryForMs);
    try {
      while (!signal.aborted && !(await inTurn(() => tryOnce(task)))) {
        if (Date.now() - task.decision.decidedAt.getTime() > retryForMs) giveUp(task, "not written in time");
        await pause(Math.min(150 * 2 ** task.tries, 1_000), undefined, { signal }).catch(() => undefined);
      }
    } finally {
      clearTimeout(tooLate);
    }
  }

  /** True when there is nothing left to do. */
  async function tryOnce(task: Unwritten): Promise<boolean> {
    if (task.givenUp.signal.aborted) return true;
    const connection = free.pop();
    if (connection === undefined) throw new Error("more tries at one time than connections");
    task.busy = true;
    task.tries += 1;
    try {
      await insert(connection, task.decision);
      return true;
    } catch (error) {
      const fate = fateOf(error);
      if (fate === "lost") return false;
      if (fate === "refused" || task.tries === 1) name(task, "decision refused", String(error));
      return true;
    } finally {
      task.busy = false;
      free.push(connection);
    }
  }

  function giveUpOldest(): void {
    const oldest = unwritten.values().find(({ busy }) => !busy);
    if (oldest !== undefined) giveUp(oldest, "too many decisions wait");
  }

  function giveUp(task: Unwritten, reason: string): void {
    if (task.givenUp.signal.aborted) return;
    task.givenUp.abort();
    unwritten.delete(task.decision.decisionId);
    name(task, "decision given up", reason);
  }

  function name({ decision: { orderId, decisionId } }: Unwritten, msg: string, reason: string): void {
    log("error", msg, { orderId, decisionId, reason });
  }

  /** Resolves when every decision that was kept is settled. */
  const settled = async () => void (await Promise.all([...unwritten.values()].map(({ done }) => done)));

  const nameUnwritten = () => {
    for (const task of unwritten.values()) name(task, "decision given up", "shutting down");
  };

  return { keep, settled, nameUnwritten };
}
