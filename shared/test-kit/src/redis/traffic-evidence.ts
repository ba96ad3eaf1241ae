import type { Recorder } from "../evidence/index.ts";
import type { RedisMessage } from "./redis-proxy.ts";
import { showCommand } from "./show-commands.ts";

/** Of one turn. */
const COMMANDS_SHOWN = 6;
/** Of one check; beyond it commands are still counted, not shown. */
const TURNS_SHOWN = 500;

type Entry = { text: string; reply?: string };

/** Puts what an app sends into the time line: one entry for the commands of one turn. */
export class TrafficEvidence {
  readonly #tenant: string;
  #turn = 0;
  #entries = 0;
  #entry: Entry | undefined;
  #shown: string[] = [];
  #more = 0;

  constructor(tenant: string) {
    this.#tenant = tenant;
  }

  add(message: RedisMessage, recorder: Recorder): void {
    if (message.setup) return;
    if (message.turn !== this.#turn || this.#entry === undefined) this.#begin(message, recorder);
    if (this.#shown.length < COMMANDS_SHOWN)
      this.#shown.push(showCommand([message.command, ...message.args]));
    else this.#more += 1;
    if (this.#entry === undefined) return;
    const rest = this.#more === 0 ? [] : [`… and ${this.#more} more`];
    this.#entry.text = [...this.#shown, ...rest].join(" · ");
  }

  /** An error that the app was answered with in this turn. */
  error(text: string): void {
    if (this.#entry !== undefined) this.#entry.reply ??= text;
  }

  forget(): void {
    this.#entry = undefined;
    this.#entries = 0;
  }

  #begin({ turn }: RedisMessage, recorder: Recorder): void {
    [this.#turn, this.#shown, this.#more] = [turn, [], 0];
    this.#entries += 1;
    this.#entry =
      this.#entries > TURNS_SHOWN
        ? undefined
        : recorder.see({ kind: "redis", by: "app", tenant: this.#tenant, text: "" });
  }
}
