import { setTimeout as pause } from "node:timers/promises";
import type { Client } from "pg";
import { connectJudge, type PostgresPlace } from "./judge-client.ts";

/** Makes and drops databases, one after the other: a template can be copied only while nobody uses it. */
export interface Cloning {
  clone(): Promise<string>;
  drop(name: string): Promise<void>;
}

/** SQLSTATE object_in_use: somebody, as a rule autovacuum, is in the template. */
const IN_USE = "55006";
const IN_USE_LIMIT_MS = 10_000;

/** The connection for it opens with the first clone and closes when the last one is dropped. */
export function createCloning(place: PostgresPlace): Cloning {
  let queue: Promise<unknown> = Promise.resolve();
  let client: Promise<Client> | undefined;
  let alive = 0;

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = queue.then(work);
    queue = result.catch(() => undefined);
    return result;
  }

  async function run(text: string): Promise<void> {
    client ??= connectJudge(place, "postgres");
    try {
      await (await client).query(text);
    } catch (error) {
      if ((error as { code?: string }).code === undefined) client = undefined;
      throw error;
    }
  }

  async function create(name: string): Promise<void> {
    const deadline = performance.now() + IN_USE_LIMIT_MS;
    for (;;) {
      try {
        // Copying files takes less than half the time of the default, which writes every page to the log as well.
        return await run(`CREATE DATABASE "${name}" TEMPLATE "${place.template}" STRATEGY file_copy`);
      } catch (error) {
        if ((error as { code?: string }).code !== IN_USE || performance.now() > deadline) throw error;
        await pause(50);
      }
    }
  }

  return {
    clone: () =>
      inTurn(async () => {
        const name = `check_${crypto.randomUUID().replaceAll("-", "").slice(0, 16)}`;
        await create(name);
        alive += 1;
        return name;
      }),
    drop: (name) =>
      inTurn(async () => {
        await run(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
        alive -= 1;
        if (alive > 0) return;
        const last = client;
        client = undefined;
        await (await last)?.end();
      }),
  };
}
