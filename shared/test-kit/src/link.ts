import { BroadcastChannel } from "node:worker_threads";
import type { GraderAnswers, GraderMessage, SuiteMessage } from "@picking-labs/contracts";
import { AppFeed } from "./app-feed.ts";

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

const ANSWER_LIMIT_MS = 60_000;
/** For what may take as long as a run does: longer than any, as the grader ends the run first. */
export const RUN_LIMIT_MS = 900_000;

/** The suite's end of the line to the grader. */
export class GraderLink {
  readonly #channel: BroadcastChannel;
  readonly #waiting = new Map<string, (answer: Extract<GraderMessage, { id: string }>) => void>();
  readonly #feeds = new Map<string, AppFeed>();
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
    const feed = this.#feeds.get(instance) ?? new AppFeed();
    this.#feeds.set(instance, feed);
    return feed;
  }

  close(): void {
    this.#channel.close();
  }

  #send(message: SuiteMessage): void {
    this.#channel.postMessage(message);
  }

  #hear(message: GraderMessage | SuiteMessage): void {
    if (message.to !== "suite") return;
    if ("id" in message) this.#waiting.get(message.id)?.(message);
    else if (message.event === "line") this.feed(message.instance).addLine(message);
    else this.feed(message.instance).addEnd(message);
  }
}
