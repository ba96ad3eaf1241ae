import { clip } from "../show.ts";
import type { OnceAction, WireMessage } from "./fault-proxy.ts";
import { Framer } from "./framer.ts";
import { StatementReader } from "./statement-reader.ts";
import type { Ends, MatchedRule, Protocol, Wire, WireHost } from "./wire.ts";

type Rule = MatchedRule<OnceAction>;

/** A rule that met a parse or bind: some clients wait for an answer to these before they execute, so it begins with the execute. */
type Prepared = { rule: Rule; statement: string | undefined };

/** The answer that a rule waits for: the one after `after` earlier ReadyForQuery messages. */
type Awaited = { rule: Rule; after: number };

/** One connection in the protocol of Postgres. */
class PostgresWire implements Wire {
  readonly #host: WireHost<WireMessage, OnceAction>;
  readonly #ends: Ends;
  readonly #fromApp = new Framer("app");
  readonly #fromService = new Framer("service");
  readonly #reader = new StatementReader();
  /** ReadyForQuery ends each answer: how many the app's messages ask for, how many came. */
  #readyAsked = 0;
  #readySeen = 0;
  #prepared: Prepared[] = [];
  #awaited: Awaited[] = [];

  constructor(host: WireHost<WireMessage, OnceAction>, ends: Ends) {
    this.#host = host;
    this.#ends = ends;
  }

  fromApp(chunk: Buffer): void {
    for (const frame of this.#fromApp.push(chunk)) {
      if (frame.type === "encryption-request") this.#fromService.expectSingleByte();
      const message: WireMessage = { ...this.#host.stamp(), ...this.#reader.read(frame) };
      const rule = this.#host.heard(message);
      if (rule?.action === "cut-before") {
        this.#ends.cutAfter(chunk.subarray(0, Math.max(frame.start, 0)));
        rule.happened();
        return;
      }
      if (rule !== undefined) this.#met(rule, message);
      if (message.type === "execute") this.#executes(message.statement);
      if (ASKS_FOR_READY.has(frame.type)) this.#readyAsked += 1;
    }
    this.#ends.toService(chunk);
  }

  fromService(chunk: Buffer): void {
    // What the app speaks is another protocol, so is the answer.
    if (this.#fromApp.opaque) this.#fromService.opaque = true;
    let sent = 0;
    for (const frame of this.#fromService.push(chunk)) {
      if (frame.type !== READY_FOR_QUERY) continue;
      this.#readySeen += 1;
      if (this.#awaited.some(({ after }) => after === this.#readySeen)) {
        this.#ends.toApp(chunk.subarray(sent, frame.end));
        sent = frame.end;
        this.#ends.holdAnswers();
      }
      const answered = this.#awaited.filter(({ after }) => after < this.#readySeen);
      this.#awaited = this.#awaited.filter(({ after }) => after >= this.#readySeen);
      for (const { rule } of answered) {
        if (rule.action === "cut-after-answer-arrives") this.#ends.cut();
        rule.happened();
      }
    }
    this.#ends.toApp(chunk.subarray(sent));
  }

  #met(rule: Rule, { type, text, statement = text }: WireMessage): void {
    if (type === "parse" || type === "bind") this.#prepared.push({ rule, statement });
    else this.#await(rule);
  }

  #executes(statement: string | undefined): void {
    for (const prepared of this.#prepared.filter((each) => each.statement === statement))
      this.#await(prepared.rule);
    this.#prepared = this.#prepared.filter((each) => each.statement !== statement);
  }

  #await(rule: Rule): void {
    this.#awaited.push({ rule, after: this.#readyAsked });
    if (this.#readySeen >= this.#readyAsked) this.#ends.holdAnswers();
  }
}

const READY_FOR_QUERY = "Z";
/** Startup, Query, Sync and FunctionCall. */
const ASKS_FOR_READY = new Set(["startup", "Q", "S", "F"]);
const SQL_SHOWN = 500;

export const postgresProtocol: Protocol<WireMessage, OnceAction> = {
  open: (host, ends) => new PostgresWire(host, ends),
  describe: ({ type, text, statement }) => ({
    options: { type, text: text ?? statement },
    text: clip(text ?? statement ?? type, SQL_SHOWN),
  }),
  actions: {
    "cut-before": "cut the connection before this reached the service",
    "cut-after-answer-arrives": "the service answered this, then the connection was cut before the app heard",
    "hold-answer": "the service answered this and the answer is held",
  },
};
