import { setTimeout as pause } from "node:timers/promises";
import type { Country } from "@picking-labs/domain";
import type { ConsumeMessage } from "amqplib";
import type { FastifyBaseLogger } from "fastify";
import { type Link, link, namesOf } from "./broker.ts";
import { eventOf } from "./event.ts";
import { isRefusal, openTenantRedis } from "./redis.ts";

const ATTEMPTS = 3;

export type Tenant = Awaited<ReturnType<typeof openTenant>>;

export async function openTenant(
  country: Country,
  urls: { amqp: string; redis: string },
  log: FastifyBaseLogger,
) {
  const redis = await openTenantRedis(urls.redis, country, log);
  const names = namesOf(country);
  let processed = 0;
  let deadLettered = 0;
  let current: Link | undefined;
  let stopping = false;
  const busy = new Set<Promise<void>>();

  async function work(message: ConsumeMessage, from: Link): Promise<void> {
    const origin = originOf(message);
    const reason = await failureOf(message, origin.routingKey);
    if (reason === undefined) processed++;
    else {
      const { properties, content } = message;
      const attempts = reason.isFinal ? 1 : origin.attempts + 1;
      const isDead = reason.isFinal || attempts === ATTEMPTS;
      const headers = {
        ...properties.headers,
        "x-exchange": origin.exchange,
        "x-routing-key": origin.routingKey,
        "x-attempts": attempts,
        ...(isDead && { "x-error": reason.text }),
      };
      const { expiration: _, userId: __, ...kept } = properties;
      await from.copy(isDead ? names.dead : names.retry, content, { ...kept, headers });
      if (isDead) deadLettered++;
    }
    from.ack(message);
  }

  async function failureOf(message: ConsumeMessage, routingKey: string) {
    let event: ReturnType<typeof eventOf>;
    try {
      event = eventOf(message.content, routingKey, country);
    } catch (error) {
      return { text: String(error), isFinal: true };
    }
    try {
      await redis.apply(event);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return { text: String(error), isFinal: false };
    }
    return undefined;
  }

  function take(message: ConsumeMessage, from: Link): void {
    const task = work(message, from).catch((error) =>
      log.warn({ country, reason: String(error) }, "not settled"),
    );
    busy.add(task);
    void task.finally(() => busy.delete(task));
  }

  async function tryLink(): Promise<void> {
    current = await link(urls.amqp, names, take).catch((error) => {
      log.warn({ country, reason: String(error) }, "no connection to RabbitMQ");
      return undefined;
    });
  }

  async function keepLinked(): Promise<void> {
    while (!stopping) {
      if (current !== undefined) {
        const reason = await current.over;
        if (stopping) return;
        log.warn({ country, reason }, "RabbitMQ ended it");
        current.close().catch(() => undefined);
        current = undefined;
      }
      await pause(300 + Math.random() * 500);
      if (!stopping) await tryLink();
    }
  }

  await tryLink();
  void keepLinked();

  return {
    country,
    workload: redis.workload,
    status: () => ({
      country,
      state: stopping ? "stopped" : current ? "connected" : "reconnecting",
      processed,
      deadLettered,
    }),
    async stop() {
      stopping = true;
      await current?.cancel().catch(() => undefined);
      await Promise.all(busy);
      await current?.close().catch(() => undefined);
      redis.end();
    },
  };
}

/** Where a message was published to at first: one that has lain aside comes by the default exchange and brings it along. */
function originOf({ fields: { exchange, routingKey }, properties: { headers } }: ConsumeMessage) {
  if (exchange !== "") return { exchange, routingKey, attempts: 0 };
  return {
    exchange: String(headers?.["x-exchange"]),
    routingKey: String(headers?.["x-routing-key"]),
    attempts: Number(headers?.["x-attempts"]),
  };
}
