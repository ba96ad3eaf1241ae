import { setTimeout as pause } from "node:timers/promises";
import { type Redis, ReplyError } from "ioredis";
import { Refusal } from "./refusal.ts";

const UNTIL_GIVEN_UP_MS = 3_900;
const LOOK_AGAIN_MS = 100;
const MAY_WAIT = 1_000;

/** Lets work wait for a connection that is there, and try again when the connection goes; counts who waits. */
export class Patience {
  #waiting = 0;

  /** @param lost true from the second try on */
  async with<T>(redis: Redis, work: (lost: boolean) => Promise<T>): Promise<T> {
    if (this.#waiting >= MAY_WAIT) throw new Refusal(503, "too many requests wait already");
    this.#waiting += 1;
    try {
      return await this.#tryAgain(redis, work, performance.now() + UNTIL_GIVEN_UP_MS);
    } finally {
      this.#waiting -= 1;
    }
  }

  async #tryAgain<T>(redis: Redis, work: (lost: boolean) => Promise<T>, end: number): Promise<T> {
    let tries = 0;
    for (let left = end - performance.now(); left > 0; left = end - performance.now()) {
      if (redis.status === "ready")
        try {
          return await within(left, work(tries++ > 0));
        } catch (error) {
          if (error instanceof Refusal || error instanceof ReplyError) throw error;
        }
      await pause(LOOK_AGAIN_MS);
    }
    throw new Refusal(503, "Redis is away");
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const end = new AbortController();
  const tooLate = pause(ms, undefined, { signal: end.signal }).then(() => {
    throw new Refusal(503, "Redis keeps silent");
  });
  tooLate.catch(() => undefined);
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    end.abort();
  }
}
