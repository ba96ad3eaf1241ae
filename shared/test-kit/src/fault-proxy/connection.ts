import type { Socket } from "node:net";
import type { OnceAction, WireMessage } from "./fault-proxy.ts";
import { Framer } from "./framer.ts";
import { reset } from "./reset.ts";
import { StatementReader } from "./statement-reader.ts";
import { Valve } from "./valve.ts";

/** What a connection tells the proxy, and what it asks it. */
export interface ConnectionHost {
  delayMs(): number;
  turned(): void;
  passed(to: "service" | "app", bytes: number): void;
  /** Returns what to do at this message, when a rule waits for it. */
  spoke(message: Spoken): MatchedRule | undefined;
  closed(): void;
}

export type Spoken = Omit<WireMessage, "at" | "connection">;

export type MatchedRule = { action: OnceAction; happened(): void };

/** A rule that met a parse or bind: some clients wait for an answer to these before they execute, so it begins with the execute. */
type Prepared = { rule: MatchedRule; statement: string | undefined };

/** The answer that a rule waits for: the one after `after` earlier ReadyForQuery messages. */
type Awaited = { rule: MatchedRule; after: number };

/** One connection of the app and the one to the service that belongs to it. */
export class Connection {
  readonly requests: Valve;
  readonly answers: Valve;
  readonly #app: Socket;
  readonly #service: Socket;
  readonly #host: ConnectionHost;
  readonly #fromApp = new Framer("app");
  readonly #fromService = new Framer("service");
  readonly #reader = new StatementReader();
  #speaker: "app" | "service" = "service";
  #ended = 0;
  /** ReadyForQuery ends each answer: how many the app's messages ask for, how many came. */
  #readyAsked = 0;
  #readySeen = 0;
  #prepared: Prepared[] = [];
  #awaited: Awaited[] = [];

  constructor(app: Socket, service: Socket, host: ConnectionHost) {
    this.#app = app;
    this.#service = service;
    this.#host = host;
    this.requests = new Valve(app, service, (bytes) => host.passed("service", bytes));
    this.answers = new Valve(service, app, (bytes) => host.passed("app", bytes));
    app.on("data", (chunk: Buffer) => this.#hearApp(chunk));
    service.on("data", (chunk: Buffer) => this.#hearService(chunk));
    this.#passEnds();
  }

  /** Both sides learn at once that the other is gone. */
  cut(): void {
    this.#forget();
    reset(this.#app);
    reset(this.#service);
  }

  #hearApp(chunk: Buffer): void {
    if (this.#speaker === "service") this.#host.turned();
    this.#speaker = "app";
    for (const frame of this.#fromApp.push(chunk)) {
      if (frame.type === "encryption-request") this.#fromService.expectSingleByte();
      const message = this.#reader.read(frame);
      const rule = this.#host.spoke(message);
      if (rule?.action === "cut-before") {
        this.requests.push(chunk.subarray(0, Math.max(frame.start, 0)), 0);
        this.#cutBefore();
        rule.happened();
        return;
      }
      if (rule !== undefined) this.#met(rule, message);
      if (message.type === "execute") this.#executes(message.statement);
      if (ASKS_FOR_READY.has(frame.type)) this.#readyAsked += 1;
    }
    this.requests.push(chunk, this.#host.delayMs());
  }

  #hearService(chunk: Buffer): void {
    this.#speaker = "service";
    // What the app speaks is another protocol, so is the answer.
    if (this.#fromApp.opaque) this.#fromService.opaque = true;
    let sent = 0;
    for (const frame of this.#fromService.push(chunk)) {
      if (frame.type !== READY_FOR_QUERY) continue;
      this.#readySeen += 1;
      if (this.#awaited.some(({ after }) => after === this.#readySeen)) {
        this.answers.push(chunk.subarray(sent, frame.end), this.#host.delayMs());
        sent = frame.end;
        this.answers.hold("once");
      }
      const answered = this.#awaited.filter(({ after }) => after < this.#readySeen);
      this.#awaited = this.#awaited.filter(({ after }) => after >= this.#readySeen);
      for (const { rule } of answered) {
        if (rule.action === "cut-after-answer-arrives") this.cut();
        rule.happened();
      }
    }
    this.answers.push(chunk.subarray(sent), this.#host.delayMs());
  }

  #met(rule: MatchedRule, { type, text, statement = text }: Spoken): void {
    if (type === "parse" || type === "bind") this.#prepared.push({ rule, statement });
    else this.#await(rule);
  }

  #executes(statement: string | undefined): void {
    for (const prepared of this.#prepared.filter((each) => each.statement === statement))
      this.#await(prepared.rule);
    this.#prepared = this.#prepared.filter((each) => each.statement !== statement);
  }

  #await(rule: MatchedRule): void {
    this.#awaited.push({ rule, after: this.#readyAsked });
    if (this.#readySeen >= this.#readyAsked) this.answers.hold("once");
  }

  /** What came before the message still reaches the service, then it sees the end of the connection. */
  #cutBefore(): void {
    reset(this.#app);
    this.#service.end();
    this.#forget();
  }

  #forget(): void {
    this.requests.close();
    this.answers.close();
  }

  #passEnds(): void {
    const { requests, answers } = this;
    const ended = (valve: Valve) => {
      this.#ended += 1;
      valve.push("end", this.#host.delayMs());
      if (this.#ended === 2 && (requests.held || answers.held)) this.cut();
    };
    this.#app.on("end", () => ended(requests));
    this.#service.on("end", () => ended(answers));
    this.#app.on("error", () => this.cut());
    this.#service.on("error", () => this.cut());
    let open = 2;
    for (const socket of [this.#app, this.#service])
      socket.on("close", () => {
        open -= 1;
        if (open > 0) return;
        this.#forget();
        this.#host.closed();
      });
  }
}

const READY_FOR_QUERY = "Z";
/** Startup, Query, Sync and FunctionCall. */
const ASKS_FOR_READY = new Set(["startup", "Q", "S", "F"]);
