import type { Recorder } from "../evidence/index.ts";
import { clip } from "../show.ts";
import type { AmqpMessage } from "./amqp-proxy.ts";

/** Of one check; beyond it messages are still counted, not shown. */
const ENTRIES_SHOWN = 1_000;
const BODY_SHOWN = 500;

type Entry = { text: string };

/** How a message reads in the time line; undefined: it tells nothing. */
export function describeMessage(message: AmqpMessage): string | undefined {
  const { from, method, queue, exchange, deliveryTag: tag, multiple, replyCode, replyText } = message;
  const upTo = multiple ? " and all before it" : "";
  const key = message.routingKey === undefined ? "" : ` with key "${message.routingKey}"`;
  const texts: Record<string, string> = {
    "basic.publish": `published to ${exchange === "" ? "a queue by its name" : exchange}${key}`,
    "basic.deliver": `delivered message ${tag} of ${exchange || "no exchange"}${key}${message.redelivered ? ", again" : ""}`,
    "basic.get-ok": `gave message ${tag} of ${exchange || "no exchange"}${key}${message.redelivered ? ", again" : ""}`,
    "basic.return": `returned what was published to ${exchange}${key}: ${replyText}`,
    "basic.ack": from === "app" ? `acked message ${tag}${upTo}` : `confirmed publish ${tag}${upTo}`,
    "basic.nack":
      from === "app" ? `nacked message ${tag}${upTo}${fate(message)}` : `refused publish ${tag}${upTo}`,
    "basic.reject": `rejected message ${tag}${fate(message)}`,
    "basic.consume": `consumes ${queue}${message.noAck ? " without acks" : ""}`,
    "basic.cancel": from === "app" ? "ends its consumer" : "cancelled the consumer",
    "basic.qos": `asked for at most ${message.prefetchCount} unacked`,
    "channel.close": `closed channel ${message.channel}: ${replyCode} ${replyText}`,
    "connection.close": `closed the connection: ${replyCode} ${replyText}`,
    "tx.commit": "committed",
  };
  return texts[method];
}

const fate = ({ requeue }: AmqpMessage) => (requeue ? ", back to its queue" : ", not back to its queue");

/** Puts what goes between an app and its broker into the time line; of what repeats at once the first is shown, and how often. */
export class AmqpEvidence {
  readonly #tenant: string;
  #entries = 0;
  #last: { like: string; first: string; count: number; entry: Entry } | undefined;

  constructor(tenant: string) {
    this.#tenant = tenant;
  }

  add(message: AmqpMessage, recorder: Recorder): void {
    const text = describeMessage(message);
    if (text === undefined) return;
    const { from, method, exchange, routingKey, body } = message;
    const like = [from, method, exchange, routingKey].join(" ");
    if (this.#last?.like === like) {
      this.#last.count += 1;
      this.#last.entry.text = `${this.#last.first}, and ${this.#last.count - 1} more alike`;
      return;
    }
    this.#last = undefined;
    this.#entries += 1;
    if (this.#entries > ENTRIES_SHOWN) return;
    const entry = recorder.see({
      kind: "amqp",
      by: from,
      tenant: this.#tenant,
      text,
      ...(body !== undefined && { body: clip(body, BODY_SHOWN) }),
    });
    this.#last = { like, first: text, count: 1, entry };
  }

  forget(): void {
    this.#last = undefined;
    this.#entries = 0;
  }
}
