import type { FastifyBaseLogger } from "fastify";
import { Redis } from "ioredis";

/** Milliseconds after which a Redis that took a command counts as silent. */
const SILENT_MS = 2_000;
const LONGEST_PAUSE_MS = 1_000;

/**
 * A connection that is tried once before this resolves, and again whenever it is lost. While there is none, commands
 * reject at once: whoever sent them knows best whether to wait.
 */
export async function openRedis(url: string, log: FastifyBaseLogger): Promise<Redis> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: SILENT_MS,
    commandTimeout: SILENT_MS,
    enableOfflineQueue: false,
    // A command that got no answer may have been carried out, and half of a transaction must not be sent again.
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => Math.min(50 * 2 ** attempt, LONGEST_PAUSE_MS) * (0.5 + Math.random() / 2),
  });
  let isAway = false;
  const away = (reason: string) => {
    if (!isAway) log.warn({ reason }, "Redis is away");
    isAway = true;
  };
  redis.on("error", ({ message }) => away(message));
  redis.on("ready", () => {
    isAway = false;
  });
  await redis.connect().catch(({ message }: Error) => away(message));
  return redis;
}
