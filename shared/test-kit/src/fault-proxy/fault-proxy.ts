import type { JudgeDatabase } from "../judge-database/index.ts";

/** One message of the app's side of the Postgres protocol. `at` is in ms since the check began. */
export interface WireMessage {
  at: number;
  /** 1 for the first connection through this proxy, 2 for the second. */
  connection: number;
  type: "startup" | "query" | "parse" | "bind" | "execute" | "sync" | "terminate" | "other";
  /** SQL of a query or parse. */
  text?: string;
  /** For bind and execute: the SQL of the statement they belong to, when it was seen. */
  statement?: string;
}

export type OnceAction = "cut-before" | "cut-after-answer-arrives" | "hold-answer";

/** A TCP proxy on loopback between an app and a service, with faults at the push of a button. */
export interface TcpFaultProxy {
  readonly host: string;
  readonly port: number;
  /** Resets all open connections now. */
  cut(): void;
  /** New connections are reset at once until `allow()`. */
  refuse(): void;
  allow(): void;
  /** Bytes from the service are held until `release()`, on new connections too. */
  holdAnswers(): void;
  /** Bytes from the app never reach the service until `release()`. */
  holdRequests(): void;
  release(): void;
  /** Every chunk takes this long each way; 0 ends it. */
  delay(ms: number): void;
  /**
   * Acts once, at the first message that matches. "cut-before": the message never reaches the service whole.
   * "cut-after-answer-arrives": the service has done it and answered, the app never hears. "hold-answer": the
   * same, and the answer waits for `release()`. Both mean the execution of a statement whose parse or bind matches.
   * Resolves when it happened.
   * @throws CheckFailure with `otherwise` when it did not happen within `within` ms (10 s)
   */
  once(
    match: (message: WireMessage) => boolean,
    action: OnceAction,
    options?: { within?: number; otherwise?: string },
  ): Promise<void>;
  /** Since the start or the last `reset()`; `open` is now. */
  counts(): ProxyCounts;
  /** Of the messages, the SQL texts that the app sent, in order. */
  statements(): { at: number; connection: number; text: string; kind: "query" | "parse" }[];
  messages(): WireMessage[];
  /** Sets the counts to 0 and forgets the messages. */
  reset(): void;
}

export type ProxyCounts = {
  /** Passed on to the service. */
  connections: number;
  /** Those and the refused ones. */
  attempts: number;
  open: number;
  bytesToService: number;
  bytesToApp: number;
  /** How often the app began to speak after the service had (or at first). */
  turns: number;
};

/** Stands in front of a database. */
export interface FaultProxy extends TcpFaultProxy {
  readonly database: JudgeDatabase;
}
