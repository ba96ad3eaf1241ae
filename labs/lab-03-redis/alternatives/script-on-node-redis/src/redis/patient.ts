import { ErrorReply } from "redis";
import type { TenantClient } from "./client.ts";

const WAITS_MS = 4_000;
const MAY_WAIT = 1_000;
const BETWEEN_TRIES_MS = 30;

/** Redis did not answer in time, or too many wait for it. */
export class RedisAway extends Error {}

/** Asks Redis; while it is away, the question waits in the client's queue, where it is withdrawn when its time is over. */
export type Patient = <T>(ask: (client: TenantClient, tries: number) => Promise<T>) => Promise<T>;

export function patient(client: TenantClient): Patient {
  let count = 0;

  return async (ask) => {
    if (count >= MAY_WAIT) throw new RedisAway("too many wait");
    count += 1;
    const signal = AbortSignal.timeout(WAITS_MS);
    const over = Promise.withResolvers<never>();
    over.promise.catch(() => undefined);
    signal.addEventListener("abort", () => over.reject(new RedisAway("no answer in time")), { once: true });
    const asking = client.withAbortSignal(signal) as TenantClient;
    try {
      for (let tries = 0; ; tries++) {
        try {
          return await Promise.race([ask(asking, tries), over.promise]);
        } catch (error) {
          if (error instanceof RedisAway || error instanceof ErrorReply) throw error;
          await Promise.race([new Promise((resolve) => setTimeout(resolve, BETWEEN_TRIES_MS)), over.promise]);
        }
      }
    } finally {
      count -= 1;
    }
  };
}
