import type { Country } from "@picking-labs/domain";
import type { ConfirmChannel, ConsumeMessage } from "amqplib";
import { deadLetterQueueOf } from "./topology.ts";

/** Why a message was given up, and after how many attempts. */
export type Rejection = { reason: string; attempts: number };

/** Puts a copy of the message with the reason beside it into the dead letters; resolves when the broker has it. */
export function publishDeadLetter(
  channel: ConfirmChannel,
  country: Country,
  { content, fields, properties }: ConsumeMessage,
  { reason, attempts }: Rejection,
): Promise<void> {
  return new Promise((resolve, reject) => {
    channel.publish(
      "",
      deadLetterQueueOf(country),
      content,
      {
        ...properties,
        // It may not expire there; and the broker takes a user id only from that user.
        expiration: undefined,
        userId: undefined,
        headers: {
          ...properties.headers,
          "x-error": reason.slice(0, 1_000),
          "x-exchange": fields.exchange,
          "x-routing-key": fields.routingKey,
          "x-attempts": attempts,
        },
      },
      (error) => (error ? reject(error) : resolve()),
    );
  });
}
