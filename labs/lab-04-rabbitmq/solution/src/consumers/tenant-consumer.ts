import { setTimeout as pause } from "node:timers/promises";
import type { Country } from "@picking-labs/domain";
import type { ConsumeMessage } from "amqplib";
import type { FastifyBaseLogger } from "fastify";
import type { EventStore } from "../events/index.ts";
import { openSession, publishDeadLetter, type Session } from "../rabbit/index.ts";
import { carryOut } from "./carry-out.ts";

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 1_500;

type Options = { country: Country; url: string; store: EventStore; log: FastifyBaseLogger };

export type TenantConsumer = ReturnType<typeof tenantConsumer>;

/** Takes one tenant's events from its virtual host, for as long as the process lives; one session follows another. */
export function tenantConsumer({ country, url, store, log }: Options) {
  const counts = { processed: 0, deadLettered: 0 };
  const inHand = new Set<Promise<void>>();
  const stopping = new AbortController();
  const givingUp = new AbortController();
  let session: Session | undefined;
  let keeping: Promise<void> | undefined;

  /** Resolves when RabbitMQ was tried once. */
  async function start(): Promise<void> {
    await open();
    keeping = keepOpen();
  }

  async function open(): Promise<void> {
    session = await openSession(url, country, receive).catch((error: Error) => {
      log.warn({ country, reason: error.message || String(error) }, "RabbitMQ is away");
      return undefined;
    });
  }

  async function keepOpen(): Promise<void> {
    let failures = 0;
    while (!stopping.signal.aborted) {
      if (session !== undefined) {
        failures = 0;
        await over(session.ended, stopping.signal);
        if (stopping.signal.aborted) return;
        log.warn({ country, reason: String(session.ended.reason) }, "lost RabbitMQ, connecting again");
        await session.close();
        session = undefined;
      }
      await pause(backOff(failures++), undefined, { signal: stopping.signal }).catch(() => undefined);
      if (!stopping.signal.aborted) await open();
    }
  }

  function receive(message: ConsumeMessage, from: Session): void {
    const work = settle(message, from).catch((error: Error) => {
      // Unacked: the broker has it still, and delivers it again.
      if (!from.ended.aborted && !givingUp.signal.aborted)
        log.error({ country, reason: String(error) }, "a message was not settled");
    });
    inHand.add(work);
    void work.finally(() => inHand.delete(work));
  }

  /** The ack comes last: it tells the broker to forget the message. */
  async function settle(message: ConsumeMessage, { channel, ended }: Session): Promise<void> {
    const outcome = await carryOut(message, {
      country,
      store,
      giveUp: AbortSignal.any([ended, givingUp.signal]),
    });
    if (!outcome.carriedOut) {
      await publishDeadLetter(channel, country, message, outcome);
      log.warn({ country, reason: outcome.reason, attempts: outcome.attempts }, "dead letter");
    }
    channel.ack(message);
    counts[outcome.carriedOut ? "processed" : "deadLettered"]++;
  }

  /** Takes no more, settles what is in hand for as long as `limit` is not aborted, and closes. */
  async function stop(limit: AbortSignal): Promise<void> {
    stopping.abort();
    await keeping;
    await session?.stopTaking().catch(() => undefined);
    await Promise.race([Promise.all(inHand), over(limit)]);
    givingUp.abort();
    await session?.close();
  }

  function state(): "connected" | "reconnecting" | "stopped" {
    if (stopping.signal.aborted) return "stopped";
    return session === undefined || session.ended.aborted ? "reconnecting" : "connected";
  }

  return { start, stop, status: () => ({ country, state: state(), ...counts }) };
}

/** Resolves when the first of these signals is aborted. */
function over(...signals: AbortSignal[]): Promise<void> {
  const any = AbortSignal.any(signals);
  return new Promise((resolve) => {
    if (any.aborted) resolve();
    else any.addEventListener("abort", () => resolve(), { once: true });
  });
}

/** Longer each time, up to a limit, and never quite the same, so that five tenants do not knock in step. */
function backOff(failures: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS) * (0.5 + Math.random() / 2);
}
