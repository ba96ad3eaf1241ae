import { once as event } from "node:events";
import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../eventually.ts";
import { Recorder } from "../evidence/index.ts";
import { connectJudge } from "../judge-database/index.ts";
import { createRandom } from "../random.ts";
import { startPostgres } from "../testing/postgres.ts";
import { startPostgresProxy, type WireMessage } from "./index.ts";

let place: Awaited<ReturnType<typeof startPostgres>>;
let judge: Client;
beforeAll(async () => {
  place = await startPostgres();
  judge = await connectJudge(place, "shared");
}, 60_000);
afterAll(async () => {
  await judge.end();
  await place[Symbol.asyncDispose]();
});

const { id } = createRandom("fault-proxy", "rows");

/** What an app does with its client, in the words of either library. */
interface AppClient extends AsyncDisposable {
  insert(id: number, name: string): Promise<void>;
  /** BEGIN, one parameterised INSERT, COMMIT. */
  insertInTransaction(id: number): Promise<void>;
  /** The same named statement each time. */
  nameOf(id: number): Promise<string | undefined>;
}

const clients: Record<string, (url: string) => Promise<AppClient>> = {
  async pg(connectionString) {
    const client = new Client({ connectionString });
    client.on("error", () => undefined);
    await client.connect();
    const insert = async (row: number, name: string) =>
      void (await client.query("INSERT INTO item VALUES ($1, $2)", [row, name]));
    return {
      insert,
      async insertInTransaction(row) {
        await client.query("BEGIN");
        await insert(row, "in a transaction");
        await client.query("COMMIT");
      },
      nameOf: async (row) =>
        (await client.query({ name: "by-id", text: "SELECT name FROM item WHERE id = $1", values: [row] }))
          .rows[0]?.name,
      [Symbol.asyncDispose]: () => client.end().catch(() => undefined),
    };
  },
  async postgres(url) {
    const sql = postgres(url, { max: 1, onnotice: () => undefined, fetch_types: false });
    await sql`SELECT 1`;
    return {
      insert: async (row, name) => void (await sql`INSERT INTO item VALUES (${row}, ${name})`),
      insertInTransaction: async (row) =>
        void (await sql.begin((inside) => inside`INSERT INTO item VALUES (${row}, 'in a transaction')`)),
      nameOf: async (row) => (await sql`SELECT name FROM item WHERE id = ${row}`)[0]?.name,
      [Symbol.asyncDispose]: () => sql.end({ timeout: 0 }),
    };
  },
};

const aProxy = () =>
  startPostgresProxy({ service: "postgres", host: place.host, port: place.port }, new Recorder());
const urlThrough = ({ host, port }: { host: string; port: number }) =>
  `postgres://${place.app.user}:${place.app.password}@${host}:${port}/shared`;
const isCommit = ({ text }: WireMessage) => /^commit$/i.test(text ?? "");
const isInsert = ({ text }: WireMessage) => text?.startsWith("INSERT") ?? false;

async function hasRow(row: number): Promise<boolean> {
  return (await judge.query("SELECT 1 FROM item WHERE id = $1", [row])).rowCount === 1;
}

describe.each(Object.entries(clients))("with the client %s", (_name, connectClient) => {
  test("a transaction is seen statement by statement", async () => {
    await using proxy = await aProxy();
    await using client = await connectClient(urlThrough(proxy));
    proxy.reset();
    const row = id();
    await client.insertInTransaction(row);
    const texts = proxy.statements().map(({ text }) =>
      text
        .trim()
        .toUpperCase()
        .replace(/ VALUES.*/, ""),
    );
    expect(texts).toEqual(
      ["BEGIN", "INSERT INTO ITEM", "COMMIT"].map((text) => expect.stringMatching(new RegExp(`^${text}`))),
    );
    const bound = proxy.messages().filter(({ type }) => type === "bind" || type === "execute");
    expect(
      bound.filter(({ statement }) => statement?.startsWith("INSERT INTO item")).map(({ type }) => type),
    ).toEqual(["bind", "execute"]);
    expect(await hasRow(row)).toBe(true);
  });

  test("a statement that is prepared once and executed twice is told by its text each time", async () => {
    await using proxy = await aProxy();
    await using client = await connectClient(urlThrough(proxy));
    const row = id();
    await client.insert(row, "kept");
    proxy.reset();
    expect(await client.nameOf(row)).toBe("kept");
    expect(await client.nameOf(row)).toBe("kept");
    const seen = (type: string) =>
      proxy
        .messages()
        .filter(
          (message) =>
            message.type === type && (message.statement ?? message.text)?.startsWith("SELECT name"),
        ).length;
    expect({ parse: seen("parse"), bind: seen("bind"), execute: seen("execute") }).toEqual({
      parse: 1,
      bind: 2,
      execute: 2,
    });
  });

  test("cut when the answer to COMMIT arrives: the row is there and the client has lost the connection", async () => {
    await using proxy = await aProxy();
    await using client = await connectClient(urlThrough(proxy));
    const row = id();
    const cut = proxy.once(isCommit, "cut-after-answer-arrives");
    await expect(client.insertInTransaction(row)).rejects.toThrow();
    await cut;
    expect(await hasRow(row)).toBe(true);
    await eventually(
      () => proxy.counts().open === 0,
      () => "a connection stays open",
    );
  });

  test("cut before COMMIT: the row is not there", async () => {
    await using proxy = await aProxy();
    await using client = await connectClient(urlThrough(proxy));
    const row = id();
    const cut = proxy.once(isCommit, "cut-before");
    await expect(client.insertInTransaction(row)).rejects.toThrow();
    await cut;
    await eventually(
      () => proxy.counts().open === 0,
      () => "a connection stays open",
    );
    await eventually(
      async () =>
        (await judge.query("SELECT 1 FROM pg_stat_activity WHERE usename = $1", [place.app.user]))
          .rowCount === 0,
      () => "a session stays",
    );
    expect(await hasRow(row)).toBe(false);
  });

  test("a held answer: the row is there, the client waits until the release", async () => {
    await using proxy = await aProxy();
    await using client = await connectClient(urlThrough(proxy));
    const row = id();
    const held = proxy.once(isInsert, "hold-answer");
    let answered = false;
    const insert = client.insert(row, "held").then(() => {
      answered = true;
    });
    await held;
    expect(await hasRow(row)).toBe(true);
    expect(answered).toBe(false);
    proxy.release();
    await insert;
    expect(await client.nameOf(row)).toBe("held");
  });

  test("held requests never reach the service until the release", async () => {
    await using proxy = await aProxy();
    await using client = await connectClient(urlThrough(proxy));
    const row = id();
    proxy.holdRequests();
    const insert = client.insert(row, "late");
    await eventually(
      () => proxy.statements().some(({ text }) => text.startsWith("INSERT")),
      () => "the app sent nothing",
    );
    expect(await hasRow(row)).toBe(false);
    proxy.release();
    await insert;
    expect(await hasRow(row)).toBe(true);
  });

  test("sending one statement after the other takes as many turns", async () => {
    await using proxy = await aProxy();
    await using client = await connectClient(urlThrough(proxy));
    const row = id();
    await client.insert(row, "turn");
    await client.nameOf(row);
    proxy.reset();
    for (let count = 0; count < 3; count++) await client.nameOf(row);
    expect(proxy.counts()).toMatchObject({ connections: 0, attempts: 0, open: 1, turns: 3 });
  });
});

test("statements that are sent together take one turn", async () => {
  await using proxy = await aProxy();
  const sql = postgres(urlThrough(proxy), { max: 1, fetch_types: false });
  const ask = (row: number) => sql`SELECT name FROM item WHERE id = ${row}`;
  await ask(1);
  proxy.reset();
  await Promise.all([ask(1), ask(2), ask(3)]);
  expect(proxy.counts().turns).toBe(1);
  await sql.end({ timeout: 0 });
});

test("a client that asks for encryption and then goes on without it is understood", async () => {
  await using proxy = await aProxy();
  const client = new Client({ connectionString: urlThrough(proxy), ssl: false });
  const sql = postgres(urlThrough(proxy), { max: 1, ssl: "prefer", fetch_types: false });
  await sql`SELECT 'after the question' AS said`;
  expect(proxy.statements().map(({ text }) => text)).toContain("SELECT 'after the question' AS said");
  expect(proxy.messages()[1]).toMatchObject({ type: "startup" });
  await sql.end({ timeout: 0 });
  await client.end();
});

test("what is not the protocol is passed on and finds nothing", async () => {
  await using proxy = await aProxy();
  const socket = connect(proxy.port, proxy.host);
  socket.write("GET / HTTP/1.1\r\nhost: x\r\n\r\n");
  // Postgres itself closes on such a beginning.
  await event(socket.resume(), "close");
  expect(proxy.messages()).toEqual([]);
  expect(proxy.counts().bytesToService).toBe(27);
});

test("a rule that nothing meets fails with the sentence of the check", async () => {
  await using proxy = await aProxy();
  await expect(
    proxy.once(isCommit, "cut-before", { within: 30, otherwise: "no COMMIT came" }),
  ).rejects.toMatchObject({ name: "CheckFailure", message: "no COMMIT came" });
});

test("a rule that nothing meets and nobody waits for brings no uncaught error", async () => {
  await using proxy = await aProxy();
  void proxy.once(isCommit, "cut-before", { within: 1 });
  await pause(20);
});
