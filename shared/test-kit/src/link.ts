import { BroadcastChannel } from "node:worker_threads";
import type { AppExit, GraderAnswers, GraderMessage, SuiteMessage } from "@picking-labs/contracts";

type Request = Extract<SuiteMessage, { id: string }>;
type Distribute<M> = M extends Request ? Omit<M, "to" | "id"> : never;
/** A request to the grader, without what the link adds. */
export type Ask = Distribute<Request>;

/** The grader says that an app did not do what it promised while starting. */
export class AppFault extends Error {
  override readonly name = "AppFault";
  readonly output: string[];

  constructor(message: string, output: string[]) {
    super(message);
    this.output = output;
  }
}

/** `at` is in ms since the epoch. */
export type AppLine = { stream: "stdout" | "stderr"; line: string; at: number };
export type AppEnd = { exit: AppExit; at: number };

/** What one app process has said and how it ended, from its first line on. */
export interface AppFeed {
  readonly lines: readonly AppLine[];
  readonly end: AppEnd | undefined;
  /** Hears every later line and the end; returns how to stop listening. */
  listen(listener: { line?(line: AppLine): void; end?(end: AppEnd): void }): () => void;
}

const ANSWER_LIMIT_MS = 60_000;
/** One app's oldest lines are forgotten beyond this many. */
const LINES_KEPT = 5_000;

class Feed implements AppFeed {
  readonly lines: AppLine[] = [];
  end: AppEnd | undefined;
  readonly #listeners = new Set<Parameters<AppFeed["listen"]>[0]>();

  listen(listener: Parameters<AppFeed["listen"]>[0]): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  addLine(line: AppLine): void {
    this.lines.push(line);
    if (this.lines.length > LINES_KEPT) this.lines.splice(0, LINES_KEPT / 10);
    for (const listener of this.#listeners) listener.line?.(line);
  }

  addEnd(end: AppEnd): void {
    this.end = end;
    for (const listener of this.#listeners) listener.end?.(end);
    // An app of another worker: its lines reach every worker, nobody here will ask for them.
    if (this.#listeners.size === 0) this.lines.length = 0;
  }
}

/** The suite's end of the line to the grader. */
export class GraderLink {
  readonly #channel: BroadcastChannel;
  readonly #waiting = new Map<string, (answer: Extract<GraderMessage, { id: string }>) => void>();
  readonly #feeds = new Map<string, Feed>();
  readonly #prefix = crypto.randomUUID();
  #asked = 0;

  constructor(channel: string) {
    this.#channel = new BroadcastChannel(channel);
    this.#channel.onmessage = (event) => this.#hear((event as { data: GraderMessage | SuiteMessage }).data);
    // The worker must be able to end although nobody closes the channel.
    this.#channel.unref();
  }

  /** @throws AppFault when the app is to blame, Error when the grader or the machine is */
  ask<A extends Ask>(ask: A, limitMs = ANSWER_LIMIT_MS): Promise<GraderAnswers[A["ask"]]> {
    this.#asked += 1;
    const id = `${this.#prefix}:${this.#asked}`;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(id);
        reject(new Error(`the grader did not answer "${ask.ask}" within ${limitMs / 1000} s`));
      }, limitMs);
      this.#waiting.set(id, (answer) => {
        clearTimeout(timer);
        this.#waiting.delete(id);
        if (answer.ok) resolve(answer.value as GraderAnswers[A["ask"]]);
        else if (answer.fault === "app") reject(new AppFault(answer.message, answer.output));
        else reject(new Error(answer.message));
      });
      this.#send({ ...ask, to: "grader", id } as SuiteMessage);
    });
  }

  settled(check: string, passed: boolean): void {
    this.#send({ to: "grader", ask: "settled", check, passed });
  }

  /** May be asked for before or after the first line of the instance has come. */
  feed(instance: string): AppFeed {
    return this.#feed(instance);
  }

  close(): void {
    this.#channel.close();
  }

  #send(message: SuiteMessage): void {
    this.#channel.postMessage(message);
  }

  #feed(instance: string): Feed {
    const known = this.#feeds.get(instance) ?? new Feed();
    this.#feeds.set(instance, known);
    return known;
  }

  #hear(message: GraderMessage | SuiteMessage): void {
    if (message.to !== "suite") return;
    if ("id" in message) this.#waiting.get(message.id)?.(message);
    else if (message.event === "line") this.#feed(message.instance).addLine(message);
    else this.#feed(message.instance).addEnd(message);
  }
}
