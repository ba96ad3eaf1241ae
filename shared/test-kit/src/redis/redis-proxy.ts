import type { TcpFaultProxy, TcpFaults } from "../fault-proxy/index.ts";

/** One command of the app. `at` is in ms since the check began. */
export interface RedisMessage {
  at: number;
  /** 1 for the first connection through this proxy, 2 for the second. */
  connection: number;
  /** In capitals: "HSET". */
  command: string;
  args: string[];
  /** The number of the database that it was sent to. */
  database: number;
  /** What a client sends to set up or keep its connection (HELLO, AUTH, SELECT, CLIENT, INFO, PING, SCRIPT LOAD …): no work of the app. */
  setup: boolean;
  /** Which turn of work it belongs to, from 1; 0 for set-up. */
  turn: number;
  /** The same number on MULTI, all that it queued, and its EXEC or DISCARD. */
  transaction?: number;
  /** When its answer came from the service. */
  answeredAt?: number;
  /** The answer was nothing: of EXEC, that a watched key had changed. */
  nil?: true;
  /** The text of an error answer, also of one that the proxy gave. */
  error?: string;
}

/**
 * "cut-before": the command never reaches Redis. "cut-after-answer-arrives": Redis has done it and answered, the app
 * never hears. "hold-answer": the same, and the answer waits for `release()`.
 */
export type RedisAction = "cut-before" | "cut-after-answer-arrives" | "hold-answer";

/** What can be done to the Redis connections of one tenant, or of all together. */
export interface RedisFaults extends TcpFaults {
  /**
   * From now on every command that `only` chooses (every command that is no set-up) is not done and answered with this
   * error. Queued by MULTI, it makes EXEC answer EXECABORT, as Redis itself does; an EXEC that is chosen discards.
   * @param error as on the wire, without the dash: "READONLY You can't write against a read only replica."
   */
  answerError(error: string, options?: { only?: (message: RedisMessage) => boolean; times?: number }): void;
  /** Whatever could grow the memory, scripts and functions included, is answered with Redis's own OOM error. */
  outOfMemory(): void;
  /** Whatever writes, scripts and functions included, is answered with the error of a read-only replica. */
  readOnly(): void;
  /** Ends error answers. */
  answerNormally(): void;
}

/** A proxy that understands Redis, in front of the database of one tenant. */
export interface RedisProxy extends TcpFaultProxy<RedisMessage, RedisAction>, RedisFaults {
  /**
   * Turns of work since the start or the last `reset()`: how often the app sent work after it had been given an answer to
   * earlier work (or at first), over all connections. Commands that are sent side by side take one turn; a delay of a few
   * ms makes that visible for any client. Set-up does not count.
   */
  workTurns(): number;
  /**
   * What Redis did as one, in order: a transaction that was executed (the commands between MULTI and EXEC), a script, or a
   * single command. Set-up, and what was answered with an error, is left out.
   */
  units(): RedisUnit[];
}

export type RedisUnit = {
  kind: "transaction" | "script" | "command";
  at: number;
  connection: number;
  commands: RedisMessage[];
};
