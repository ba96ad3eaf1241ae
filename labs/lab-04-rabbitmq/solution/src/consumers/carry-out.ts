import { setTimeout as pause } from "node:timers/promises";
import type { Country } from "@picking-labs/domain";
import type { ConsumeMessage } from "amqplib";
import { type EventStore, readEvent } from "../events/index.ts";
import type { Rejection } from "../rabbit/index.ts";
import { isErrorAnswer } from "../redis/index.ts";

const ATTEMPTS = 3;
/** Milliseconds between two attempts, whether Redis said no or was not there. */
const BETWEEN_ATTEMPTS_MS = 300;

export type Outcome = { carriedOut: true } | ({ carriedOut: false } & Rejection);

/**
 * Carries a message out. A message that nobody understands is rejected at once; one that Redis refuses, after three attempts.
 * While Redis is unreachable nothing is wrong with the message: it waits here.
 * @throws when `giveUp` is aborted meanwhile
 */
export async function carryOut(
  message: ConsumeMessage,
  { country, store, giveUp }: { country: Country; store: EventStore; giveUp: AbortSignal },
): Promise<Outcome> {
  const reading = readEvent(country, message.fields.routingKey, message.content);
  if (!reading.understood) return { carriedOut: false, reason: reading.reason, attempts: 1 };
  for (let attempt = 1; ; ) {
    try {
      await store.apply(reading.event);
      return { carriedOut: true };
    } catch (error) {
      if (isErrorAnswer(error) && attempt++ === ATTEMPTS)
        return { carriedOut: false, reason: `Redis says ${error.message}`, attempts: ATTEMPTS };
    }
    await pause(BETWEEN_ATTEMPTS_MS, undefined, { signal: giveUp });
  }
}
