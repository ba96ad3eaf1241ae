import type { Redis } from "ioredis";

/** A command with its arguments: `["set", "key", "value"]`. */
export type Command = [name: string, ...args: (string | number)[]];

export type Transactions = ReturnType<typeof transactions>;

/** Transactions on one connection, one after the other: what is watched belongs to the connection, not to the caller. */
export function transactions(redis: Redis) {
  let last: Promise<unknown> = Promise.resolve();

  /**
   * Reads, decides and writes as if nobody else were there: `plan` reads and returns the commands to carry out, all of them
   * or none. When one of `keys` changes meanwhile, it is asked again. No commands: nothing is written.
   * @returns whether something was written
   */
  function change(keys: string[], plan: (redis: Redis) => Promise<Command[]>): Promise<boolean> {
    const turn = last.then(() => attempt(keys, plan));
    last = turn.catch(() => undefined);
    return turn;
  }

  async function attempt(keys: string[], plan: (redis: Redis) => Promise<Command[]>): Promise<boolean> {
    for (;;) {
      // Sent together; Redis takes them in this order.
      const [, commands] = await Promise.all([redis.watch(keys), plan(redis)]);
      if (commands.length === 0) {
        await redis.unwatch();
        return false;
      }
      const answers = await redis.multi(commands).exec().catch(firstRefusal);
      if (answers === null) continue;
      for (const [error] of answers) if (error !== null) throw error;
      return true;
    }
  }

  return { change };
}

/** EXECABORT only says that a command was refused while the transaction was put together; the refusal itself says why. */
function firstRefusal(error: Error & { previousErrors?: Error[] }): never {
  throw error.previousErrors?.[0] ?? error;
}
