import { setTimeout as pause } from "node:timers/promises";
import type { FastifyBaseLogger } from "fastify";
import { Redis, type RedisOptions, ReplyError } from "ioredis";
import { ApiError } from "../http/index.ts";
import { pauseBefore } from "./pause-before.ts";

/** How long a caller waits for a Redis that is away: longer than a blip (1.5 s), shorter than the promised 5 s. */
const PATIENCE_MS = 4_200;
/** Callers of one tenant that may wait at one time. */
const CAPACITY = 1_000;
/** Before work that was lost is tried again on a connection that claims to be well. */
const BREATH_MS = 20;

/** Nothing waits inside of ioredis: what was lost is rejected at once, and `run` decides what becomes of it. */
const OPTIONS: RedisOptions = {
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  retryStrategy: pauseBefore,
  connectTimeout: 2_000,
  // A connection on which a question stays open this long is dead, however alive its socket looks.
  socketTimeout: 2_000,
};

export type Connection = {
  /**
   * Runs work, and runs it again when its connection was lost, until Redis has answered or the caller's patience is over.
   * So the work must be one that may happen twice: it hears how often it was tried before.
   * @throws ApiError 503 when Redis is away for too long, or too many wait for it already
   */
  run<T>(work: (redis: Redis, losses: number) => Promise<T>): Promise<T>;
  /** Resolves when Redis was tried once. */
  tried: Promise<void>;
  close(): void;
};

/** The one connection to the Redis of a tenant; it opens itself again for as long as the process lives. */
export function openConnection(url: string, log: FastifyBaseLogger): Connection {
  const redis = new Redis(url, OPTIONS);
  const tried = Promise.withResolvers<void>();
  let coming: PromiseWithResolvers<void> | undefined;
  let isKnownAway = false;
  let waiting = 0;

  redis.on("ready", () => {
    if (isKnownAway) log.info("Redis is back");
    isKnownAway = false;
    coming?.resolve();
    coming = undefined;
    tried.resolve();
  });
  redis.on("close", () => {
    if (!isKnownAway) log.warn("Redis is away");
    isKnownAway = true;
    tried.resolve();
  });
  // What an error means for those who wait is told by "close"; an "error" event without a listener is printed as it is.
  redis.on("error", () => undefined);

  async function run<T>(work: (redis: Redis, losses: number) => Promise<T>): Promise<T> {
    if (waiting >= CAPACITY) throw new ApiError(503, "too many wait for Redis");
    const patience = Promise.withResolvers<never>();
    let isOver = false;
    const timer = setTimeout(() => {
      isOver = true;
      patience.reject(new ApiError(503, "Redis does not answer"));
    }, PATIENCE_MS);
    waiting++;
    try {
      return await Promise.race([untilAnswered(work, () => isOver), patience.promise]);
    } finally {
      waiting--;
      clearTimeout(timer);
    }
  }

  async function untilAnswered<T>(
    work: (redis: Redis, losses: number) => Promise<T>,
    isOver: () => boolean,
  ): Promise<T> {
    for (let losses = 0; ; losses++) {
      await ready();
      // Who has heard 503 may have asked again: what nobody waits for is not done late.
      if (isOver()) throw new ApiError(503, "Redis does not answer");
      try {
        return await work(redis, losses);
      } catch (error) {
        if (!isLoss(error)) throw error;
        await pause(BREATH_MS);
      }
    }
  }

  async function ready(): Promise<void> {
    if (redis.status === "ready") return;
    coming ??= Promise.withResolvers();
    await coming.promise;
  }

  function close(): void {
    isKnownAway = true; // on purpose: that is nothing to warn of
    redis.disconnect();
  }

  return { run, tried: tried.promise, close };
}

/** What is no answer of Redis is a loss; so is the answer that it is still reading its disk. */
function isLoss(error: unknown): boolean {
  return !(error instanceof ReplyError) || String(error).includes("LOADING ");
}
