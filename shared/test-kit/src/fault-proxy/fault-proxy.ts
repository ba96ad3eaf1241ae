import type { JudgeDatabase } from "../judge-database/index.ts";
import type { TcpFaultProxy } from "./faults.ts";

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

/**
 * "cut-before": the message never reaches the service whole.
 * "cut-after-answer-arrives": the service has done it and answered, the app never hears. "hold-answer": the
 * same, and the answer waits for `release()`. Of Postgres, both mean the execution of a statement whose parse or
 * bind matches.
 */
export type OnceAction = "cut-before" | "cut-after-answer-arrives" | "hold-answer";

/** A proxy that understands Postgres. */
export interface PostgresProxy extends TcpFaultProxy<WireMessage, OnceAction> {
  /** Of the messages, the SQL texts that the app sent, in order. */
  statements(): { at: number; connection: number; text: string; kind: "query" | "parse" }[];
}

/** Stands in front of a database. */
export interface FaultProxy extends PostgresProxy {
  readonly database: JudgeDatabase;
}
