import { setTimeout as pause } from "node:timers/promises";
import postgres, { type Sql } from "postgres";
import { problem } from "../http/problem.ts";

/** Runs one piece of work on a connection. */
export type Connection = <T>(work: (sql: Sql) => Promise<T>) => Promise<T>;

type Options = { limitMs: number };

/**
 * One connection, opened when it is first used. Work that has no answer after `limitMs` is given up together with the
 * connection, and the next work gets a new one: a connection that is silent now may answer something at any time later.
 */
export function connectionTo(url: string | undefined, { limitMs }: Options): Connection {
  if (url === undefined)
    return async () => {
      throw problem(503, "no Postgres is configured");
    };

  let sql = open(url, limitMs);
  return async (work) => {
    const used = sql;
    const running = work(used);
    const clock = new AbortController();
    const silence = pause(limitMs, undefined, { signal: clock.signal }).then(() => {
      throw new Error(`no answer for ${limitMs} ms`);
    });
    try {
      return await Promise.race([running, silence]);
    } catch (error) {
      if (!(error instanceof postgres.PostgresError) && sql === used) {
        sql = open(url, limitMs);
        void used.end({ timeout: 0 });
      }
      throw error;
    } finally {
      clock.abort();
      running.catch(() => undefined);
      silence.catch(() => undefined);
    }
  };
}

function open(url: string, limitMs: number): Sql {
  return postgres(url, {
    max: 1,
    connect_timeout: limitMs / 1_000,
    backoff: () => 0.1,
    fetch_types: false,
    onnotice: () => undefined,
    // Moments in one form whatever the role prefers, and no statement that outlives its caller here.
    connection: { TimeZone: "UTC", DateStyle: "ISO", statement_timeout: limitMs - 500 },
  });
}
