import type { Client, QueryResult } from "pg";
import type { Recorder } from "../evidence/index.ts";
import type { Scope } from "../scope.ts";
import { Semaphore } from "../semaphore.ts";
import { show } from "../show.ts";
import { configuresServer } from "./configures-server.ts";
import { connectJudge, type PostgresPlace } from "./judge-client.ts";
import type { JudgeDatabase, JudgeSession } from "./judge-database.ts";
import { onlyReads } from "./only-reads.ts";
import { sharedClients } from "./shared-clients.ts";

const ROWS_SHOWN = 50;
/** Connections for single statements: one that waits for a lock must not stop the looks beside it. */
const CONNECTIONS = 4;

/** The judge's view of the database `name` for one check; its connections end with the check. */
export function openDatabase(
  name: string,
  { place, recorder, scope }: { place: PostgresPlace; recorder: Recorder; scope: Scope },
): JudgeDatabase {
  const { host, port, app } = place;
  const places = new Semaphore(CONNECTIONS);
  const isShared = name === place.database;
  const idle = isShared ? sharedClients(place) : [];
  let sessions = 0;

  function connect(): Promise<Client> {
    const client = connectJudge(place, name);
    scope.onEnd(`a connection of the judge to ${name} could not be closed`, async () =>
      (await client.catch(() => undefined))?.end(),
    );
    return client;
  }

  async function ask<R>(text: string, values: unknown[]): Promise<R[]> {
    using _place = await places.acquire();
    const client = idle.pop() ?? (await (isShared ? connectJudge(place, name) : connect()));
    try {
      const rows = rowsOf<R>(await client.query(text, values));
      idle.push(client);
      return rows;
    } catch (error) {
      // One that Postgres did not refuse in words has lost its connection.
      if (isRefusal(error)) idle.push(client);
      else void client.end().catch(() => undefined);
      throw error;
    }
  }

  function recorded<R>(text: string, values: unknown[], run: () => Promise<R[]>): Promise<R[]> {
    if (configuresServer(text)) recorder.uses("postgres.server");
    const seen: { text: string; rows?: string[] } = recorder.see({
      kind: "sql",
      text: values.length === 0 ? text : `${text} ${show(values)}`,
    });
    const rows = run().then((rows) => {
      seen.rows = rows.slice(0, ROWS_SHOWN).map((row) => show(row, 500));
      if (rows.length > ROWS_SHOWN) seen.rows.push(`… ${rows.length - ROWS_SHOWN} more rows`);
      return rows;
    });
    return scope.guard(rows);
  }

  async function session(): Promise<JudgeSession> {
    sessions += 1;
    const session = sessions;
    const client = await connect();
    let ended = false;
    return {
      query(text, values = []) {
        recorder.did({
          do: "fault",
          service: "postgres",
          action: "sql-in-session",
          options: { session, text, values: plain(values) },
        });
        return recorded(text, values, async () => rowsOf(await client.query(text, values)));
      },
      async end() {
        if (ended) return;
        ended = true;
        recorder.did({ do: "fault", service: "postgres", action: "end-session", options: { session } });
        await client.end();
      },
    };
  }

  return {
    name,
    host,
    port,
    appUrl: (at = { host, port }) =>
      `postgres://${encodeURIComponent(app.user)}:${encodeURIComponent(app.password)}@${at.host}:${at.port}/${encodeURIComponent(name)}`,
    query<R>(text: string, values: unknown[] = []): Promise<R[]> {
      if (!onlyReads(text)) recorder.did({ do: "sql", text, values: plain(values) });
      return recorded(text, values, () => ask<R>(text, values));
    },
    session: () => scope.guard(session()),
    async connections() {
      const [row] = await ask<{ open: number }>(
        "SELECT count(*)::int AS open FROM pg_stat_activity WHERE datname = $1 AND usename = $2",
        [name, app.user],
      );
      return row?.open ?? 0;
    },
    async killSessions() {
      recorder.did({ do: "fault", service: "postgres", action: "kill-sessions", options: {} });
      const ended = await ask(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND usename = $2",
        [name, app.user],
      );
      recorder.see({
        kind: "fault",
        service: "postgres",
        text: `ended all ${ended.length} sessions of the app`,
      });
      return ended.length;
    },
  };
}

const isRefusal = (error: unknown) => (error as { severity?: string }).severity === "ERROR";

/** Several statements in one text bring several results; the last one counts. */
function rowsOf<R>(result: QueryResult | QueryResult[]): R[] {
  const last = Array.isArray(result) ? result.at(-1) : result;
  return (last?.rows ?? []) as R[];
}

/** Values as JSON keeps them. */
function plain(values: unknown[]): unknown[] {
  return JSON.parse(
    JSON.stringify(values, (_key, value) => (typeof value === "bigint" ? String(value) : value)),
  ) as unknown[];
}
