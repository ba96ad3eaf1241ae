import type { Country } from "@picking-labs/domain";
import { Redis, type RedisOptions } from "ioredis";
import { log } from "./log.ts";
import { Patience } from "./patience.ts";

/** Two connections share what a tenant may knock, so each of them is slow to grow impatient. */
const PAUSES_MS = [200, 400, 800, 1_400];
const LONGEST_MS = 1_800;

const OPTIONS: RedisOptions = {
  protocol: 2,
  lazyConnect: true,
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  connectTimeout: 1_500,
  socketTimeout: 1_700,
  retryStrategy: (times) => (PAUSES_MS[times - 1] ?? LONGEST_MS) * (0.85 + Math.random() * 0.3),
};

/** WATCH belongs to a connection, so writes have one of their own, and use it one after the other. */
export class Tenant {
  readonly #reader: Redis;
  readonly #writer: Redis;
  readonly #patience = new Patience();
  #lastWrite: Promise<unknown> = Promise.resolve();

  private constructor(url: string) {
    this.#reader = new Redis(url, OPTIONS);
    this.#writer = new Redis(url, OPTIONS);
  }

  static async open(country: Country, url: string): Promise<Tenant> {
    const tenant = new Tenant(url);
    for (const redis of [tenant.#reader, tenant.#writer]) {
      redis.on("error", ({ message }: Error) => log("warn", "Redis is away", { country, reason: message }));
      redis.on("close", () => log("warn", "a connection to Redis ended", { country }));
    }
    await Promise.race([
      Promise.allSettled([tenant.#reader.connect(), tenant.#writer.connect()]),
      new Promise((resolve) => setTimeout(resolve, 2_000)),
    ]);
    return tenant;
  }

  ask<T>(question: (redis: Redis) => Promise<T>): Promise<T> {
    return this.#patience.with(this.#reader, () => question(this.#reader));
  }

  write<T>(change: (redis: Redis, lost: boolean) => Promise<T>): Promise<T> {
    return this.#patience.with(this.#writer, (lost) => {
      const turn = this.#lastWrite.then(() => change(this.#writer, lost));
      this.#lastWrite = turn.catch(() => undefined);
      return turn;
    });
  }

  close(): void {
    this.#reader.disconnect();
    this.#writer.disconnect();
  }
}
