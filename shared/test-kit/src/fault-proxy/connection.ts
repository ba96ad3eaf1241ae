import type { Socket } from "node:net";
import type { OnceAction, WireMessage } from "./fault-proxy.ts";
import { Framer } from "./framer.ts";
import { StatementReader } from "./statement-reader.ts";
import { Valve } from "./valve.ts";

/** What a connection tells the proxy, and what it asks it. */
export interface ConnectionHost {
  delayMs(): number;
  turned(): void;
  passed(to: "service" | "app", bytes: number): void;
  /** Returns what to do at this message, when a rule waits for it. */
  spoke(message: Omit<WireMessage, "at" | "connection">): MatchedRule | undefined;
  closed(): void;
}

export type MatchedRule = { action: OnceAction; happened(): void };

/** The answer that a rule waits for: the one after `after` earlier ReadyForQuery messages. */
type Awaited = MatchedRule & { after: number };

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
  #awaited: Awaited | undefined;

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
    this.#app.resetAndDestroy();
    this.#service.resetAndDestroy();
  }

  #hearApp(chunk: Buffer): void {
    if (this.#speaker === "service") this.#host.turned();
    this.#speaker = "app";
    for (const frame of this.#fromApp.push(chunk)) {
      if (frame.type === "encryption-request") this.#fromService.expectSingleByte();
      const rule = this.#host.spoke(this.#reader.read(frame));
      if (rule?.action === "cut-before") {
        this.requests.push(chunk.subarray(0, Math.max(frame.start, 0)), 0);
        this.#cutBefore();
        rule.happened();
        return;
      }
      if (rule !== undefined) this.#await({ ...rule, after: this.#readyAsked });
      if (ASKS_FOR_READY.has(frame.type)) this.#readyAsked += 1;
    }
    this.requests.push(chunk, this.#host.delayMs());
  }

  #hearService(chunk: Buffer): void {
    this.#speaker = "service";
    let sent = 0;
    for (const frame of this.#fromService.push(chunk)) {
      if (frame.type !== READY_FOR_QUERY) continue;
      this.#readySeen += 1;
      const awaited = this.#awaited;
      if (awaited === undefined) continue;
      if (this.#readySeen === awaited.after) {
        this.answers.push(chunk.subarray(sent, frame.end), this.#host.delayMs());
        sent = frame.end;
        this.answers.hold("once");
      }
      if (this.#readySeen === awaited.after + 1) {
        this.#awaited = undefined;
        if (awaited.action === "cut-after-answer-arrives") this.cut();
        awaited.happened();
      }
    }
    this.answers.push(chunk.subarray(sent), this.#host.delayMs());
  }

  #await(awaited: Awaited): void {
    this.#awaited = awaited;
    if (this.#readySeen >= awaited.after) this.answers.hold("once");
  }

  /** What came before the message still reaches the service, then it sees the end of the connection. */
  #cutBefore(): void {
    this.#app.resetAndDestroy();
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
