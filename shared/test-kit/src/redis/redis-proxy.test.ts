import { setTimeout as pause } from "node:timers/promises";
import { Redis as IoRedis } from "ioredis";
import { createClient } from "redis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../eventually.ts";
import { Recorder } from "../evidence/index.ts";
import { Scope } from "../scope.ts";
import { startRedis } from "../testing/redis.ts";
import { createRedisKeeper, openRedisSite, type RedisPlaces, startRedisSite } from "./index.ts";

let server: Awaited<ReturnType<typeof startRedis>>;
beforeAll(async () => {
  server = await startRedis();
});
afterAll(() => server[Symbol.asyncDispose]());

/** What an app does with its client, in the words of either library. */
interface AppClient extends AsyncDisposable {
  send(...command: string[]): Promise<unknown>;
  /** Sent together. */
  together(commands: string[][]): Promise<unknown[]>;
  /** MULTI … EXEC, sent together. */
  transaction(commands: string[][]): Promise<unknown>;
}

const clients: Record<string, (url: string) => Promise<AppClient>> = {
  async ioredis(url) {
    const client = new IoRedis(url, {
      retryStrategy: () => null,
      maxRetriesPerRequest: 0,
      lazyConnect: true,
    });
    client.on("error", () => undefined);
    await client.connect();
    const send = ([name = "", ...args]: string[]) => client.call(name, ...args);
    return {
      send: (...command) => send(command),
      together: (commands) => Promise.all(commands.map(send)),
      async transaction(commands) {
        const multi = client.multi();
        for (const [name = "", ...args] of commands) multi.call(name, ...args);
        return multi.exec();
      },
      [Symbol.asyncDispose]: async () => client.disconnect(),
    };
  },
  "redis, RESP2": (url) => aRedisClient(url, 2),
  "redis, RESP3": (url) => aRedisClient(url, 3),
};

async function aRedisClient(url: string, RESP: 2 | 3): Promise<AppClient> {
  const client = createClient({ url, RESP, socket: { reconnectStrategy: false } });
  client.on("error", () => undefined);
  await client.connect();
  return {
    send: (...command) => client.sendCommand(command),
    together: (commands) => Promise.all(commands.map((command) => client.sendCommand(command))),
    async transaction(commands) {
      const multi = client.multi();
      for (const command of commands) multi.addCommand(command);
      return multi.exec();
    },
    [Symbol.asyncDispose]: async () => client.destroy(),
  };
}

/** Places of a check that ends with the test. */
async function aCheck() {
  const [recorder, scope] = [new Recorder(), new Scope()];
  const using = { place: server, recorder, scope };
  const redis = openRedisSite(await startRedisSite(createRedisKeeper(server), using), using);
  return {
    redis,
    recorder,
    [Symbol.asyncDispose]: async () => expect(await scope.end()).toEqual([]),
  };
}

const urlOf = (redis: RedisPlaces) => redis.env.REDIS_URL_CZ as string;

describe.each(Object.entries(clients))("with the client %s", (_name, connectClient) => {
  test("commands reach the tenant's own database, and are told apart from set-up", async () => {
    await using check = await aCheck();
    const { cz, at } = check.redis;
    await using client = await connectClient(urlOf(check.redis));
    await client.send("SET", "a", "1");
    await client.send("HSET", "order:1", "data", "{}");
    expect(await cz.get("a")).toBe("1");
    expect(await cz.hgetall("order:1")).toEqual({ data: "{}" });
    expect(await at.keys()).toEqual([]);
    const work = cz.proxy.messages().filter(({ setup }) => !setup);
    expect(work).toMatchObject([
      { command: "SET", args: ["a", "1"], database: cz.database, turn: 1, connection: 1 },
      { command: "HSET", turn: 2, answeredAt: expect.any(Number) },
    ]);
    expect(cz.proxy.workTurns()).toBe(2);
    cz.proxy.reset();
    expect([cz.proxy.messages(), cz.proxy.workTurns(), cz.proxy.attempts()]).toEqual([[], 0, []]);
  });

  test("commands that are sent together take one turn, a transaction too, and it is one unit", async () => {
    await using check = await aCheck();
    const { cz } = check.redis;
    await using client = await connectClient(urlOf(check.redis));
    await client.send("SET", "before", "1");
    cz.proxy.reset();
    cz.proxy.delay(10);
    await client.together(Array.from({ length: 50 }, (_none, index) => ["SET", `k${index}`, "v"]));
    expect(cz.proxy.workTurns()).toBe(1);
    cz.proxy.delay(0);
    cz.proxy.reset();
    await client.transaction([
      ["HSET", "order:2", "data", "{}"],
      ["ZADD", "warehouse:8799:orders", "1.5", "2"],
    ]);
    expect(cz.proxy.workTurns()).toBe(1);
    expect(cz.proxy.units()).toMatchObject([
      { kind: "transaction", commands: [{ command: "HSET" }, { command: "ZADD" }] },
    ]);
    await client.send("EVAL", "return redis.call('SET', KEYS[1], '1')", "1", "scripted");
    expect(cz.proxy.units().map(({ kind }) => kind)).toEqual(["transaction", "script"]);
    expect(await cz.zrange("warehouse:8799:orders")).toEqual([{ member: "2", score: 1.5 }]);
  });

  test("cut before: Redis never gets it; cut after its answer: Redis has done it", async () => {
    await using check = await aCheck();
    const { cz } = check.redis;
    for (const [action, there] of [
      ["cut-before", null],
      ["cut-after-answer-arrives", "1"],
    ] as const) {
      await using client = await connectClient(urlOf(check.redis));
      const cut = cz.proxy.once(({ command, args }) => command === "SET" && args[0] === action, action);
      await expect(client.send("SET", action, "1")).rejects.toThrow();
      await cut;
      expect(await cz.get(action)).toBe(there);
    }
  });

  test("a held answer: it is done, and the app waits until the release", async () => {
    await using check = await aCheck();
    const { cz } = check.redis;
    await using client = await connectClient(urlOf(check.redis));
    const held = cz.proxy.once(({ args }) => args[0] === "b", "hold-answer");
    let answered: unknown[] = [];
    const all = client
      .together([
        ["SET", "a", "1"],
        ["SET", "b", "2"],
        ["GET", "a"],
      ])
      .then((answers) => {
        answered = answers;
      });
    await held;
    expect(await cz.get("b")).toBe("2");
    expect(answered).toEqual([]);
    cz.proxy.release();
    await all;
    expect(answered).toEqual(["OK", "OK", "1"]);
  });

  test("an error answer comes in its place, and nothing is done", async () => {
    await using check = await aCheck();
    const { cz } = check.redis;
    await using client = await connectClient(urlOf(check.redis));
    cz.proxy.answerError("READONLY no", { only: ({ args }) => args[0] === "b" });
    const answers = await Promise.allSettled([
      client.send("SET", "a", "1"),
      client.send("SET", "b", "2"),
      client.send("GET", "a"),
    ]);
    expect(answers).toMatchObject([
      { value: "OK" },
      { reason: { message: expect.stringContaining("READONLY no") } },
      { value: "1" },
    ]);
    expect(await cz.keys()).toEqual(["a"]);
    cz.proxy.answerNormally();
    await client.send("SET", "b", "2");
    expect(await cz.get("b")).toBe("2");
  });

  test("out of memory, a transaction fails as a whole, a script too, and reading goes on", async () => {
    await using check = await aCheck();
    const { cz } = check.redis;
    await using client = await connectClient(urlOf(check.redis));
    await cz.set("there", "1");
    cz.proxy.outOfMemory();
    await expect(
      client.transaction([
        ["DEL", "there"],
        ["SET", "new", "1"],
      ]),
    ).rejects.toThrow(/EXECABORT|OOM/);
    await expect(client.send("EVAL", "return redis.call('SET', 'x', '1')", "0")).rejects.toThrow("OOM");
    expect(await client.send("GET", "there")).toBe("1");
    await client.send("DEL", "there");
    expect(await cz.keys()).toEqual([]);
    cz.proxy.readOnly();
    await expect(client.send("DEL", "there")).rejects.toThrow("READONLY You can't write");
    // The connection is not left in a transaction.
    cz.proxy.answerNormally();
    await client.transaction([["SET", "new", "2"]]);
    expect(await cz.get("new")).toBe("2");
  });

  test("an EXEC that is answered with an error has done nothing", async () => {
    await using check = await aCheck();
    const { cz } = check.redis;
    await using client = await connectClient(urlOf(check.redis));
    cz.proxy.answerError("OOM no", { only: ({ command }) => command === "EXEC", times: 1 });
    await expect(client.transaction([["SET", "new", "1"]])).rejects.toThrow(
      "EXECABORT Transaction discarded because of: OOM no",
    );
    expect(await cz.keys()).toEqual([]);
    expect(cz.proxy.units()).toEqual([]);
    await client.transaction([["SET", "new", "1"]]);
    expect(await cz.keys()).toEqual(["new"]);
  });

  test("a megabyte goes through byte for byte", async () => {
    await using check = await aCheck();
    await using client = await connectClient(urlOf(check.redis));
    const text = "0123456789abcdef¶\r\n$-1\r\n".repeat(50_000);
    await client.send("SET", "large", text);
    expect(await client.send("GET", "large")).toBe(text);
    expect(await check.redis.cz.get("large")).toBe(text);
    expect(check.redis.cz.proxy.messages().at(-2)?.args[1]?.length).toBeLessThan(3_000);
  });
});

test("one tenant is refused while the others work, and its attempts are told with their times", async () => {
  await using check = await aCheck();
  const { redis } = check;
  redis.cz.proxy.refuse();
  await using client = await (clients.ioredis as (typeof clients)[string])(redis.env.REDIS_URL_AT as string);
  expect(await client.send("PING")).toBe("PONG");
  const began = performance.now();
  const refused = new IoRedis(urlOf(redis), { retryStrategy: () => 50 });
  refused.on("error", () => undefined);
  await eventually(
    () => redis.cz.proxy.attempts().length >= 3,
    () => "no three attempts",
  );
  const [first = 0, second = 0] = redis.cz.proxy.attempts().map(({ at }) => at);
  expect(second - first).toBeGreaterThanOrEqual(45);
  expect(second - first).toBeLessThanOrEqual(performance.now() - began);
  expect(redis.cz.proxy.attempts().every((attempt) => attempt.refused)).toBe(true);
  redis.all.allow();
  await refused.set("back", "1");
  expect(await redis.cz.get("back")).toBe("1");
  refused.disconnect();
});

test("started again empty: connections are lost, the data is gone, and it comes back", async () => {
  await using check = await aCheck();
  const { cz, hu } = check.redis;
  await cz.set("a", "1");
  await hu.set("a", "1");
  const client = new IoRedis(urlOf(check.redis), { retryStrategy: () => 20 });
  client.on("error", () => undefined);
  await client.ping();
  const closed = new Promise((resolve) => client.once("close", resolve));
  const began = performance.now();
  await cz.restartEmpty({ awayMs: 100 });
  expect(performance.now() - began).toBeGreaterThanOrEqual(98);
  await closed;
  expect(await client.get("a")).toBe(null);
  expect(await hu.get("a")).toBe("1");
  client.disconnect();
});

test("databases are handed out empty, never twice at a time, and given back", async () => {
  const keeper = createRedisKeeper({ ...server, databaseCount: 15 });
  const [one, other] = [await keeper.take(), await keeper.take()];
  expect(new Set([...Object.values(one), ...Object.values(other), 0, 1, 2, 3, 4]).size).toBe(15);
  await expect(keeper.take()).rejects.toThrow("all 15 databases of this Redis are in use");
  const client = new IoRedis({ ...server, username: "app", password: "app-secret", db: one.ro });
  await client.set("left", "behind");
  await keeper.giveBack(one);
  expect(await client.get("left")).toBe(null);
  expect(Object.values(await keeper.take()).sort()).toEqual(Object.values(one).sort());
  await keeper.giveBack(one);
  await keeper.giveBack(other);
  client.disconnect();
});

test("the time line shows the app's commands turn by turn, and the judge's with their answers", async () => {
  await using check = await aCheck();
  await using client = await (clients["redis, RESP3"] as (typeof clients)[string])(urlOf(check.redis));
  await client.transaction([["SET", "a", "with space"]]);
  await client.together(Array.from({ length: 10 }, () => ["GET", "a"]));
  await check.redis.cz.zadd("z", [{ member: "1", score: 2 }]);
  check.redis.all.outOfMemory();
  await expect(client.send("SET", "b", "1")).rejects.toThrow();
  const { evidence, stimulus } = check.recorder.finish();
  expect(evidence).toMatchObject([
    { kind: "redis", by: "app", tenant: "cz", text: 'MULTI · SET a "with space" · EXEC' },
    { text: "GET a · GET a · GET a · GET a · GET a · GET a · … and 4 more" },
    { by: "judge", text: "ZADD z 2 1", reply: "1" },
    { kind: "fault", service: "redis" },
    { by: "app", text: "SET b 1", reply: expect.stringMatching(/^OOM/) },
  ]);
  expect(stimulus).toMatchObject([
    { do: "redis", tenant: "cz", command: ["ZADD", "z", "2", "1"] },
    { do: "fault", service: "redis", action: "out-of-memory" },
  ]);
  await pause(1);
});
