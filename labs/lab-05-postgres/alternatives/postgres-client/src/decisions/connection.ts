import { setTimeout as pause } from "node:timers/promises";
import postgres, { type Sql } from "postgres";
import { problem } from "../http/problem.ts";

/** Runs one piece of work on a connection. */
export type Connection = <T>(work: (sql: Sql) => Promise<T>) => Promise<T>;

/** Limits in milliseconds: for the way to a new connection, and for an answer on an open one. */
type Limits = { connectMs: number; answerMs: number };

/**
 * One connection, opened when it is first used. Work that has no answer in time is given up together with the connection,
 * and the next work gets a new one: a connection that is silent now may answer something at any time later.
 */
export function connectionTo(url: string | undefined, limits: Limits): Connection {
  if (url === undefined)
    return async () => {
      throw problem(503, "no Postgres is configured");
    };

  let sql = open(url, limits);
  let hasAnswered = false;

  return async (work) => {
    const used = sql;
    try {
      const result = await within(limits.answerMs + (hasAnswered ? 0 : limits.connectMs), work(used));
      hasAnswered = true;
      return result;
    } catch (error) {
      if (!(error instanceof postgres.PostgresError) && sql === used) {
        sql = open(url, limits);
        hasAnswered = false;
        void used.end({ timeout: 0 });
      }
      throw error;
    }
  };
}

function open(url: string, { connectMs, answerMs }: Limits): Sql {
  return postgres(url, {
    max: 1,
    connect_timeout: connectMs / 1_000,
    backoff: () => 0.1,
    fetch_types: false,
    onnotice: () => undefined,
    // Moments in one form whatever the role prefers, and no statement that outlives its caller here.
    connection: { TimeZone: "UTC", DateStyle: "ISO", statement_timeout: answerMs - 500 },
  });
}

async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  const clock = new AbortController();
  const silence = pause(limitMs, undefined, { signal: clock.signal }).then(() => {
    throw new Error(`no answer for ${limitMs} ms`);
  });
  try {
    return await Promise.race([work, silence]);
  } finally {
    clock.abort();
    // Whoever comes second has nobody left to tell.
    work.catch(() => undefined);
    silence.catch(() => undefined);
  }
}
