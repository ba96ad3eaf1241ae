import type { AmqpConsumer, AmqpMessage } from "./amqp-proxy.ts";
import type { AmqpTraffic } from "./amqp-traffic.ts";

/** What one channel of one connection is about, as far as its methods tell. */
export class ChannelState {
  readonly consumers = new Map<string, AmqpConsumer>();
  readonly #traffic: AmqpTraffic;
  readonly #unacked = new Map<number, AmqpMessage>();
  readonly #unconfirmed = new Map<number, AmqpMessage>();
  /** Consumes that the broker has not answered, in order. */
  readonly #asked: AmqpMessage[] = [];
  readonly #gets: boolean[] = [];
  /** Publishes so far, on a channel that confirms. */
  #published: number | undefined;
  #prefetchCount: number | undefined;

  constructor(traffic: AmqpTraffic) {
    this.#traffic = traffic;
  }

  fromApp(message: AmqpMessage): void {
    switch (message.method) {
      case "confirm.select":
        this.#published ??= 0;
        break;
      case "basic.publish":
        this.#publish(message);
        break;
      case "basic.qos":
        this.#prefetchCount = message.prefetchCount || undefined;
        break;
      case "basic.consume":
        // With a name of the app's own the broker need not answer.
        if (message.consumerTag) this.#consume(message, message.consumerTag);
        else this.#asked.push(message);
        break;
      case "basic.cancel":
        this.consumers.delete(message.consumerTag ?? "");
        break;
      case "basic.get":
        this.#gets.push(message.noAck === true);
        break;
      case "basic.ack":
      case "basic.nack":
      case "basic.reject":
        this.#settle(message);
        break;
    }
  }

  fromBroker(message: AmqpMessage): void {
    switch (message.method) {
      case "basic.consume-ok": {
        const named = this.consumers.has(message.consumerTag ?? "");
        const asked = named ? undefined : this.#asked.shift();
        if (asked !== undefined) this.#consume(asked, message.consumerTag ?? "");
        break;
      }
      case "basic.cancel":
        this.consumers.delete(message.consumerTag ?? "");
        break;
      case "basic.deliver":
        this.#deliver(message, this.consumers.get(message.consumerTag ?? "")?.noAck ?? false);
        break;
      case "basic.get-ok":
        this.#deliver(message, this.#gets.shift() ?? false);
        break;
      case "basic.get-empty":
        this.#gets.shift();
        break;
      case "basic.ack":
      case "basic.nack":
        this.#confirm(message);
        break;
    }
  }

  /** The channel or its connection has ended: what was not acked goes back to its queue. */
  end(at: number): void {
    for (const message of this.#unacked.values()) {
      message.settledAt = at;
      message.settledBy = "lost";
      this.#traffic.unacked -= 1;
    }
    this.#unacked.clear();
    this.consumers.clear();
  }

  #publish(message: AmqpMessage): void {
    this.#traffic.published += 1;
    if (this.#published === undefined) return;
    this.#published += 1;
    message.deliveryTag = this.#published;
    this.#unconfirmed.set(this.#published, message);
  }

  #confirm({ at, method, deliveryTag = 0, multiple }: AmqpMessage): void {
    for (const [tag, message] of chosen(this.#unconfirmed, deliveryTag, multiple)) {
      this.#unconfirmed.delete(tag);
      if (method !== "basic.ack") continue;
      message.confirmedAt = at;
      this.#traffic.confirmed += 1;
    }
  }

  #consume({ connection, channel, queue = "", noAck = false }: AmqpMessage, consumerTag: string): void {
    const prefetchCount = this.#prefetchCount;
    this.consumers.set(consumerTag, { connection, channel, queue, consumerTag, noAck, prefetchCount });
  }

  #deliver(message: AmqpMessage, noAck: boolean): void {
    this.#traffic.delivered += 1;
    if (noAck || message.deliveryTag === undefined) return;
    this.#unacked.set(message.deliveryTag, message);
    this.#traffic.unacked += 1;
    this.#traffic.mostUnacked = Math.max(this.#traffic.mostUnacked, this.#traffic.unacked);
  }

  #settle({ at, method, deliveryTag = 0, multiple, requeue }: AmqpMessage): void {
    const how = method.slice("basic.".length) as "ack" | "nack" | "reject";
    for (const [tag, message] of chosen(this.#unacked, deliveryTag, multiple)) {
      this.#unacked.delete(tag);
      message.settledAt = at;
      message.settledBy = how;
      this.#traffic.unacked -= 1;
      this.#traffic[how === "ack" ? "acked" : requeue ? "requeued" : "dropped"] += 1;
    }
  }
}

/** Those that one ack means. 0 with "multiple": all. */
function chosen<T>(waiting: ReadonlyMap<number, T>, tag: number, multiple = false): [number, T][] {
  return [...waiting].filter(([each]) => each === tag || (multiple && (tag === 0 || each < tag)));
}
