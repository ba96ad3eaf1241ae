import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "../eventually.ts";
import { createRedact, Recorder } from "../evidence/index.ts";
import { Scope } from "../scope.ts";
import { startPostgres } from "../testing/postgres.ts";
import { createCloning, openDatabase } from "./index.ts";
import { connectJudge } from "./judge-client.ts";

let place: Awaited<ReturnType<typeof startPostgres>>;
beforeAll(async () => {
  place = await startPostgres();
}, 60_000);
afterAll(() => place[Symbol.asyncDispose]());

/** A database of its own with the judge's view of it, dropped at the end. */
async function aDatabase() {
  const cloning = createCloning(place);
  const name = await cloning.clone();
  const recorder = new Recorder();
  const scope = new Scope();
  scope.onEnd("drop", () => cloning.drop(name));
  return {
    database: openDatabase(name, { place, recorder, scope }),
    recorder,
    [Symbol.asyncDispose]: async () => expect(await scope.end()).toEqual([]),
  };
}

async function anAppClient(connectionString: string): Promise<Client & AsyncDisposable> {
  const client = new Client({ connectionString });
  client.on("error", () => undefined);
  await client.connect();
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.end() });
}

async function databases(): Promise<string[]> {
  const judge = await connectJudge(place, "postgres");
  const { rows } = await judge.query("SELECT datname FROM pg_database WHERE datname LIKE 'check\\_%'");
  await judge.end();
  return rows.map(({ datname }) => datname);
}

test("clones asked for at once are all made, apart from each other, and dropped", async () => {
  const cloning = createCloning(place);
  const names = await Promise.all(Array.from({ length: 8 }, () => cloning.clone()));
  expect(new Set(names).size).toBe(8);
  expect((await databases()).toSorted()).toEqual(names.toSorted());
  await Promise.all(names.map((name) => cloning.drop(name)));
  expect(await databases()).toEqual([]);
});

test("a clone waits while somebody is still in the template", async () => {
  const visitor = await connectJudge(place, place.template);
  const cloning = createCloning(place);
  const clone = cloning.clone();
  const judge = await connectJudge(place, "postgres");
  await eventually(
    async () =>
      (
        await judge.query(
          "SELECT 1 FROM pg_stat_activity WHERE query LIKE 'CREATE DATABASE%' AND state = 'active' AND pid <> pg_backend_pid()",
        )
      ).rowCount,
    () => "nobody clones",
  );
  await Promise.all([visitor.end(), judge.end()]);
  const name = await clone;
  expect(await databases()).toEqual([name]);
  await cloning.drop(name);
}, 20_000);

test("the app's address reaches the clone with the app's role, and the judge sees its rows", async () => {
  await using own = await aDatabase();
  await using app = await anAppClient(own.database.appUrl());
  await app.query("INSERT INTO item VALUES (9007199254740991, 'O''Brien')");
  expect(await own.database.query("SELECT * FROM item")).toEqual([
    { id: "9007199254740991", name: "O'Brien" },
  ]);
  await expect(app.query("DROP TABLE item")).rejects.toThrow("must be owner");
});

test("only the app's connections are counted and ended", async () => {
  await using own = await aDatabase();
  await own.database.query("SELECT 1");
  expect(await own.database.connections()).toBe(0);
  await using app = await anAppClient(own.database.appUrl());
  await using _other = await anAppClient(own.database.appUrl());
  expect(await own.database.connections()).toBe(2);
  expect(await own.database.killSessions()).toBe(2);
  await expect(app.query("SELECT 1")).rejects.toThrow();
  expect(await own.database.query("SELECT 1 AS alive")).toEqual([{ alive: 1 }]);
});

test("a lock held in a session stops the app until the session ends", async () => {
  await using own = await aDatabase();
  await using app = await anAppClient(own.database.appUrl());
  const session = await own.database.session();
  await session.query("BEGIN");
  await session.query("LOCK TABLE item IN EXCLUSIVE MODE");
  let inserted = false;
  const insert = app.query("INSERT INTO item VALUES (1, 'a')").then(() => {
    inserted = true;
  });
  await eventually(
    async () =>
      (
        await own.database.query(
          "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
        )
      ).length > 0,
    () => "nobody waits for the lock",
  );
  expect(inserted).toBe(false);
  await session.end();
  await insert;
});

test("a statement of the judge that waits for a lock does not stop its looks", async () => {
  await using own = await aDatabase();
  const session = await own.database.session();
  await session.query("BEGIN; LOCK TABLE item IN EXCLUSIVE MODE");
  const insert = own.database.query("INSERT INTO item VALUES (1, 'a') RETURNING id");
  const looks = await Promise.all(
    Array.from({ length: 10 }, () => own.database.query("SELECT count(*)::int AS rows FROM item")),
  );
  expect(new Set(looks.map(([look]) => look?.rows))).toEqual(new Set([0]));
  await session.end();
  expect(await insert).toEqual([{ id: "1" }]);
});

test("a database is dropped although the app is connected and the judge's session waits for a lock", async () => {
  const own = await aDatabase();
  const app = new Client({ connectionString: own.database.appUrl() });
  app.on("error", () => undefined);
  await app.connect();
  await app.query("BEGIN; INSERT INTO item VALUES (1, 'a')");
  const session = await own.database.session();
  const waiting = session.query("TRUNCATE item");
  waiting.catch(() => undefined);
  await own[Symbol.asyncDispose]();
  expect(await databases()).not.toContain(own.database.name);
  await app.end().catch(() => undefined);
});

test("what changes something becomes a step, what only looks does not, and both show in the time line", async () => {
  await using own = await aDatabase();
  await own.database.query("SELECT name FROM item");
  await own.database.query("INSERT INTO item VALUES ($1, $2)", [7n, "x"]);
  await own.database.query("INSERT INTO item VALUES (8, 'y'); INSERT INTO item VALUES (9, 'z')");
  await own.database.query("SELECT name FROM item ORDER BY id");
  const session = await own.database.session();
  await session.query("BEGIN");
  await session.end();
  await own.database.killSessions();
  const { evidence, stimulus } = own.recorder.finish();
  expect(stimulus).toMatchObject([
    { do: "sql", text: "INSERT INTO item VALUES ($1, $2)", values: ["7", "x"] },
    { do: "sql", text: "INSERT INTO item VALUES (8, 'y'); INSERT INTO item VALUES (9, 'z')", values: [] },
    {
      do: "fault",
      service: "postgres",
      action: "sql-in-session",
      options: { session: 1, text: "BEGIN", values: [] },
    },
    { do: "fault", service: "postgres", action: "end-session", options: { session: 1 } },
    { do: "fault", service: "postgres", action: "kill-sessions" },
  ]);
  expect(evidence).toMatchObject([
    { kind: "sql", text: "SELECT name FROM item", rows: [] },
    { kind: "sql", text: 'INSERT INTO item VALUES ($1, $2) ["7","x"]' },
    { kind: "sql" },
    { kind: "sql", rows: ['{"name":"x"}', '{"name":"y"}', '{"name":"z"}'] },
    { kind: "sql", text: "BEGIN" },
    { kind: "fault", text: "ended all 0 sessions of the app" },
  ]);
});

test("the app's address is shown as a variable and no password is shown", async () => {
  await using own = await aDatabase();
  const shown = createRedact({ postgres: place })({
    url: own.database.appUrl(),
    line: `login app-secret judge-secret redis://u:p@h:1/0`,
  });
  expect(shown).toEqual({ url: "${postgres.url}", line: "login *** *** redis://***@h:1/0" });
});
