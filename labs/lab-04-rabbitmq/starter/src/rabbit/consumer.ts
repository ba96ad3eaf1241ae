import type { Country } from "@picking-labs/domain";
import { connect } from "amqplib";
import type { FastifyBaseLogger } from "fastify";
import { type EventStore, readEvent } from "../events/index.ts";

type Options = { country: Country; url: string; store: EventStore; log: FastifyBaseLogger };

/** Takes the events of one tenant. */
export async function startConsumer({ country, url, store, log }: Options): Promise<void> {
  // Without noDelay, small messages wait 40 ms for company.
  const connection = await connect(url, { noDelay: true });
  const channel = await connection.createChannel();
  const queue = `picking-position-engine.${country}`;

  await channel.assertExchange("wapi-events", "topic", { durable: false });
  await channel.assertQueue(queue, { durable: false, autoDelete: true }); // leaves no rubbish behind
  await channel.bindQueue(queue, "wapi-events", "#"); // everything, to be on the safe side

  await channel.consume(
    queue,
    async (message) => {
      if (message === null) return;
      try {
        await store.apply(readEvent(message.content));
      } catch (error) {
        log.error({ country, reason: String(error) }, "a message was skipped");
      }
    },
    { noAck: true }, // so nothing comes twice
  );
}
