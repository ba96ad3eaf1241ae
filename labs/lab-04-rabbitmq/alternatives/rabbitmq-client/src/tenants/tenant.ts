import { setTimeout as pause } from "node:timers/promises";
import { type AsyncMessage, Connection } from "rabbitmq-client";
import type { Log } from "../log.ts";
import type { TenantSettings } from "../settings.ts";
import { bytesOf } from "./body.ts";
import { type EngineEvent, readEvent } from "./read-event.ts";
import { openStore, saidNo } from "./store.ts";

const IN_HAND = 50;
const ATTEMPTS = 3;
const PAUSE_MS = 400;

const sources = [
  { exchange: "wapi-events", type: "direct", routingKey: "wapi-order-event" },
  { exchange: "web.order.event", type: "topic", routingKey: "web.order.event.cancel" },
  { exchange: "workers-balancing", type: "topic", routingKey: "work-volume-prediction.computed" },
];

type Rejection = { reason: string; attempts: number };

export type Tenant = Awaited<ReturnType<typeof openTenant>>;

/** One tenant: its Redis, and a consumer that the library keeps alive. */
export async function openTenant({ country, amqpUrl, redisUrl }: TenantSettings, log: Log) {
  const store = await openStore(redisUrl, country, log);
  const queue = `picking-position-engine.${country}`;
  const counts = { processed: 0, deadLettered: 0 };
  let isStopped = false;
  /** Aborted when deliveries of now cannot be acked any more. */
  let current = new AbortController();

  const rabbit = new Connection({
    url: amqpUrl,
    connectionName: queue,
    noDelay: true,
    heartbeat: 10,
    connectionTimeout: 3_000,
    acquireTimeout: 3_000,
    retryLow: 200,
    retryHigh: 1_500,
  });
  const deadLetters = rabbit.createPublisher({
    confirm: true,
    queues: [{ queue: `${queue}.dead`, durable: true }],
  });

  async function take(message: AsyncMessage): Promise<void> {
    const { signal } = current;
    const outcome = await settle(message, signal);
    if (outcome !== undefined) {
      await bury(message, outcome);
      counts.deadLettered++;
    } else counts.processed++;
    // The library acks when this returns.
  }

  async function settle(message: AsyncMessage, signal: AbortSignal): Promise<Rejection | undefined> {
    let event: EngineEvent;
    try {
      event = readEvent(message.routingKey, parsed(message), country);
    } catch (error) {
      return { reason: (error as Error).message || "not understood", attempts: 1 };
    }
    return insist(() => store.apply(event), signal);
  }

  async function bury(message: AsyncMessage, { reason, attempts }: Rejection) {
    const { exchange, routingKey, headers, contentType, contentEncoding, durable, priority } = message;
    const { correlationId, replyTo, messageId, timestamp, type, appId } = message;
    log("warn", "dead letter", { country, reason, attempts });
    await deadLetters.send(
      {
        ...{ exchange: "", routingKey: `${queue}.dead` },
        ...{
          contentType,
          contentEncoding,
          durable,
          priority,
          correlationId,
          replyTo,
          messageId,
          timestamp,
          type,
          appId,
        },
        headers: {
          ...headers,
          "x-error": reason,
          "x-exchange": exchange,
          "x-routing-key": routingKey,
          "x-attempts": attempts,
        },
      },
      bytesOf(message),
    );
  }

  const consumer = rabbit.createConsumer(
    {
      queue,
      queueOptions: { durable: true },
      exchanges: sources.map(({ exchange, type }) => ({ exchange, type, durable: true })),
      queueBindings: sources.map(({ exchange, routingKey }) => ({ exchange, routingKey })),
      qos: { prefetchCount: IN_HAND },
      concurrency: IN_HAND,
    },
    take,
  );

  const tried = Promise.withResolvers<void>();
  const lost = (error: Error) => {
    tried.resolve();
    if (isStopped) return;
    log("warn", "trouble with RabbitMQ", { country, reason: error.message });
    // Handlers that wait for Redis would keep the library from consuming again.
    if (consumer.consumerTag === "" || !rabbit.ready) {
      current.abort();
      current = new AbortController();
    }
  };
  rabbit.on("error", lost);
  consumer.on("error", lost);
  consumer.on("ready", () => tried.resolve());
  rabbit.on("connection", () => {
    rabbit.queueDeclare({ queue: `${queue}.dead`, durable: true }).catch(lost);
  });
  await tried.promise;

  async function stop(): Promise<void> {
    isStopped = true;
    await consumer.close();
    await deadLetters.close();
    await rabbit.close();
    store.close();
  }

  function status() {
    const isConnected = rabbit.ready && consumer.consumerTag !== "";
    return { country, state: isStopped ? "stopped" : isConnected ? "connected" : "reconnecting", ...counts };
  }

  return { country, workload: store.workload, status, stop };
}

/** A body that calls itself JSON has been read already, unless it is none; a plain text has been made a string. */
function parsed({ body, contentType }: AsyncMessage): unknown {
  if (Buffer.isBuffer(body)) return JSON.parse(body.toString());
  return contentType === "text/plain" ? JSON.parse(body as string) : body;
}

/** Again and again while nobody answers; three times when the answer is no. */
async function insist(work: () => Promise<unknown>, signal: AbortSignal): Promise<Rejection | undefined> {
  for (let refusals = 0; ; ) {
    try {
      await orAborted(work(), signal);
      return undefined;
    } catch (error) {
      if (signal.aborted) throw error;
      if (saidNo(error) && ++refusals === ATTEMPTS) return { reason: error.message, attempts: ATTEMPTS };
    }
    await pause(PAUSE_MS, undefined, { signal });
  }
}

function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
