import type { Country } from "@picking-labs/domain";
import { type ConfirmChannel, type ConsumeMessage, connect, type Options } from "amqplib";

/** How long a message that Redis refused lies aside. */
const ASIDE_MS = 500;
const IN_HAND = 40;

export type Names = { main: string; dead: string; retry: string };

export const namesOf = (country: Country): Names => {
  const main = `picking-position-engine.${country}`;
  return { main, dead: `${main}.dead`, retry: `${main}.retry` };
};

const BINDINGS = [
  ["wapi-events", "direct", "wapi-order-event"],
  ["web.order.event", "topic", "web.order.event.cancel"],
  ["workers-balancing", "topic", "work-volume-prediction.computed"],
] as const;

export type Link = {
  ack(message: ConsumeMessage): void;
  /** Resolves when the broker has the copy. */
  copy(queue: string, content: Buffer, options: Options.Publish): Promise<void>;
  cancel(): Promise<unknown>;
  close(): Promise<void>;
  over: Promise<string>;
};

/** One connection with two channels: one takes, the other publishes. The first of them that ends, ends all. */
export async function link(
  url: string,
  names: Names,
  take: (message: ConsumeMessage, from: Link) => void,
): Promise<Link> {
  const connection = await connect(`${url}?heartbeat=10`, { noDelay: true, timeout: 3_000 });
  const { promise: over, resolve } = Promise.withResolvers<string>();
  connection.on("error", (error) => resolve(error.message));
  connection.on("close", () => resolve("connection closed"));

  const [taking, giving] = await Promise.all([connection.createChannel(), connection.createConfirmChannel()]);
  for (const channel of [taking, giving]) {
    channel.on("error", (error) => resolve(error.message));
    channel.on("close", () => resolve("channel closed"));
  }
  await declare(giving, names);
  await taking.prefetch(IN_HAND);
  const result: Link = {
    over,
    ack: (message) => taking.ack(message),
    copy: (queue, content, options) =>
      new Promise((done, failed) => {
        giving.sendToQueue(queue, content, options, (error) => (error ? failed(error) : done()));
      }),
    cancel: () => taking.cancel("engine"),
    async close() {
      await taking.close().catch(() => undefined); // behind the last ack
      await connection.close();
    },
  };
  await taking.consume(
    names.main,
    (message) => (message === null ? resolve("consumer cancelled") : take(message, result)),
    { consumerTag: "engine" },
  );
  return result;
}

async function declare(channel: ConfirmChannel, { main, dead, retry }: Names): Promise<void> {
  await channel.assertQueue(main, { arguments: { "x-queue-type": "quorum" } });
  await channel.assertQueue(dead, { arguments: { "x-queue-type": "quorum" } });
  // When their time is over, the broker moves the messages of this queue back to the main one.
  await channel.assertQueue(retry, {
    messageTtl: ASIDE_MS,
    deadLetterExchange: "",
    deadLetterRoutingKey: main,
  });
  for (const [exchange, type, key] of BINDINGS) {
    await channel.assertExchange(exchange, type);
    await channel.bindQueue(main, exchange, key);
  }
}
