import type { Country } from "@picking-labs/domain";
import type { Channel } from "amqplib";

/** Where events come from: exchange, its type, and the routing key that this engine asks for. */
const SOURCES = [
  { exchange: "wapi-events", type: "direct", routingKey: "wapi-order-event" },
  { exchange: "web.order.event", type: "topic", routingKey: "web.order.event.cancel" },
  { exchange: "workers-balancing", type: "topic", routingKey: "work-volume-prediction.computed" },
] as const;

export const queueOf = (country: Country) => `picking-position-engine.${country}`;
export const deadLetterQueueOf = (country: Country) => `${queueOf(country)}.dead`;

/** Declares what this tenant needs. What is there already and has the same properties stays as it is. */
export async function declareTopology(channel: Channel, country: Country): Promise<void> {
  const survives = { durable: true, autoDelete: false };
  await channel.assertQueue(deadLetterQueueOf(country), survives);
  await channel.assertQueue(queueOf(country), survives);
  for (const { exchange, type, routingKey } of SOURCES) {
    await channel.assertExchange(exchange, type, survives);
    await channel.bindQueue(queueOf(country), exchange, routingKey);
  }
}
