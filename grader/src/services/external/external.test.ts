import { join } from "node:path";
import type { LabManifest } from "@picking-labs/contracts";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { createProcesses } from "../../sandbox/index.ts";
import { newRunId } from "../../workspace/index.ts";
import { type ServersOfOthers, startRedisOfOthers, startServersOfOthers } from "../testing/index.ts";
import { externalProvider } from "./index.ts";

// A RabbitMQ takes six seconds of a free core.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let servers: ServersOfOthers;
const theirs = { redis: "", rabbitmq: "" };

beforeAll(async () => {
  servers = await startServersOfOthers();
  Object.assign(theirs, { redis: servers.redis, rabbitmq: servers.rabbitmq });
  process.env.PICKING_LABS_REDIS_URL = servers.redis;
  process.env.PICKING_LABS_RABBITMQ_URL = servers.rabbitmq;
});
afterAll(() => servers?.[Symbol.asyncDispose]());

const told: string[] = [];

async function start(...services: LabManifest["services"]) {
  const runId = newRunId();
  const processes = createProcesses(runId);
  onTestFinished(() => processes[Symbol.asyncDispose]());
  const state = join(import.meta.dirname, "../../../../.labs");
  const started = await externalProvider.start({
    ...{ services, runId, processes, state, cache: join(state, "cache") },
    ...{ signal: new AbortController().signal, tell: (text) => void told.push(text), onBegun: () => {} },
  });
  onTestFinished(() => started[Symbol.asyncDispose]());
  return started;
}

const failureOf = (...services: LabManifest["services"]) => start(...services).catch((error) => error);

/** As the owner of the Redis sees it. */
async function owner(): Promise<Redis> {
  const client = new Redis(theirs.redis, { retryStrategy: () => null });
  client.on("error", () => {});
  onTestFinished(() => client.disconnect());
  return client;
}

async function everythingIn(client: Redis) {
  const users = await client.call("ACL", "LIST");
  return { users, keys: await client.info("keyspace"), config: await client.call("CONFIG", "GET", "*") };
}

/** As the owner of the broker sees it. */
async function broker(method: string, path: string, body?: unknown) {
  const { username, password, host } = new URL(theirs.rabbitmq);
  const answer = await fetch(`http://${host}/api${path}`, {
    method,
    headers: {
      authorization: `Basic ${Buffer.from(`${username}:${decodeURIComponent(password)}`).toString("base64")}`,
      "content-type": "application/json",
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return answer.status === 200 ? ((await answer.json()) as { name: string }[]) : [];
}

const everythingInBroker = async () =>
  (await Promise.all(["/vhosts", "/users", "/queues"].map((path) => broker("GET", path)))).map((list) =>
    list.map(({ name }) => name).sort(),
  );

describe("A Redis of others", () => {
  test("is as it was before, once the run is over", async () => {
    const client = await owner();
    const before = await everythingIn(client);
    const run = await start("redis");
    const { redis } = run;
    const app = new Redis({
      ...{ host: redis?.host, port: redis?.port, db: 3, retryStrategy: () => null },
      ...{ username: redis?.app.user, password: redis?.app.password },
    });
    app.on("error", () => {});
    await app.set("key", "of the app");
    await run[Symbol.asyncDispose]();
    await expect.poll(() => app.status).toBe("end");
    expect(await everythingIn(client)).toEqual(before);
  });

  test("that holds a key is refused, and the key stays", async () => {
    const client = await owner();
    await client.select(7);
    await client.set("theirs", "kept");
    expect(await failureOf("redis")).toMatchObject({
      code: "cannot-judge-here",
      message: expect.stringMatching(/is not empty: db7 /),
    });
    expect(await client.get("theirs")).toBe("kept");
    await client.del("theirs");
  });

  test("serves one run at a time", async () => {
    const run = await start("redis");
    expect(await failureOf("redis")).toMatchObject({
      code: "cannot-judge-here",
      message: expect.stringContaining("in use by another run"),
    });
    await run.verify();
    await run[Symbol.asyncDispose]();
    await start("redis");
  });

  test("has what a killed run left removed by the next one", async () => {
    const client = await owner();
    const dead = "0badc0de";
    await client.call("ACL", "SETUSER", `picking_app_${dead}`, "on", "nopass", "~*", "+@all");
    await client.set("left", "over");
    await client.select(255);
    await client.set("picking-labs", dead);
    await start("redis");
    expect(await client.call("ACL", "USERS")).not.toContain(`picking_app_${dead}`);
    expect(await client.select(0).then(() => client.get("left"))).toBeNull();
  });

  test("with the sixteen databases that it has by default serves a run, which says what that costs", async () => {
    await using small = await startRedisOfOthers(16);
    process.env.PICKING_LABS_REDIS_URL = small.redis;
    try {
      const run = await start("redis");
      expect(run.redis).toMatchObject({ databaseCount: 15 });
      expect(run.lacks).toEqual(["redis.server"]);
      expect(told.at(-1)).toMatch(/has 16 databases: 2 checks at a time/);
      await run[Symbol.asyncDispose]();
    } finally {
      process.env.PICKING_LABS_REDIS_URL = theirs.redis;
    }
  });

  test("with too few databases is refused with how many are needed, and what for", async () => {
    await using tiny = await startRedisOfOthers(10);
    process.env.PICKING_LABS_REDIS_URL = tiny.redis;
    try {
      expect(await failureOf("redis")).toMatchObject({
        code: "cannot-judge-here",
        message: expect.stringMatching(/it has 10 databases, and a run needs 11: each tenant has one/),
      });
    } finally {
      process.env.PICKING_LABS_REDIS_URL = theirs.redis;
    }
  });

  test("by a user without rights is refused with what is missing", async () => {
    const client = await owner();
    await client.call("ACL", "SETUSER", "small", "on", ">word", "~*", "+@all", "-acl");
    process.env.PICKING_LABS_REDIS_URL = theirs.redis.replace(/\/\/.*@/, "//small:word@");
    try {
      expect(await failureOf("redis")).toMatchObject({
        code: "cannot-judge-here",
        message: expect.stringContaining("may not make other users"),
      });
    } finally {
      process.env.PICKING_LABS_REDIS_URL = theirs.redis;
      await client.call("ACL", "DELUSER", "small");
    }
  });
});

describe("A RabbitMQ of others", () => {
  test("is as it was before, once the run is over", async () => {
    const before = await everythingInBroker();
    const run = await start("rabbitmq");
    expect(await everythingInBroker()).not.toEqual(before);
    await run[Symbol.asyncDispose]();
    expect(await everythingInBroker()).toEqual(before);
  });

  test("keeps what a living run has, and loses what a killed one left, when the next run begins", async () => {
    const living = await start("rabbitmq");
    await broker("PUT", "/vhosts/run-0badc0de-at", { description: "picking-labs" });
    await broker("PUT", "/vhosts/run-11111111-at", { description: "theirs" });
    await broker("PUT", "/users/app_0badc0de", { password: "x", tags: "" });
    await start("rabbitmq");
    const [hosts = [], users] = await everythingInBroker();
    expect(hosts).toEqual(expect.arrayContaining(Object.values(living.rabbitmq?.virtualHosts ?? {})));
    expect(hosts).not.toContain("run-0badc0de-at");
    expect(hosts).toContain("run-11111111-at");
    expect(users).not.toContain("app_0badc0de");
    await broker("DELETE", "/vhosts/run-11111111-at");
  });

  test("by a user that is no administrator, or by a wrong password, is refused before anything is made", async () => {
    const before = await everythingInBroker();
    for (const [user, word] of [
      ["//guest-of-theirs:", "no administrator"],
      ["//nobody:", "does not know this user"],
    ] as const) {
      process.env.PICKING_LABS_RABBITMQ_URL = theirs.rabbitmq.replace("//owner:", user);
      expect(await failureOf("rabbitmq")).toMatchObject({
        code: "cannot-judge-here",
        message: expect.stringContaining(word),
      });
    }
    process.env.PICKING_LABS_RABBITMQ_URL = theirs.rabbitmq;
    expect(await everythingInBroker()).toEqual(before);
  });
});

test("A URL that leads nowhere names the variable and never the password", async () => {
  process.env.PICKING_LABS_REDIS_URL = "redis://someone:secret-word@127.0.0.1:9";
  process.env.PICKING_LABS_RABBITMQ_URL = "http://someone:secret-word@127.0.0.1:9";
  try {
    for (const [service, variable] of [
      ["redis", "PICKING_LABS_REDIS_URL"],
      ["rabbitmq", "PICKING_LABS_RABBITMQ_URL"],
    ] as const) {
      const error = await failureOf(service);
      expect(error).toMatchObject({ code: "service-failed", message: expect.stringContaining(variable) });
      expect(`${error.message} ${error.cure}`).not.toContain("secret-word");
    }
  } finally {
    process.env.PICKING_LABS_REDIS_URL = theirs.redis;
    process.env.PICKING_LABS_RABBITMQ_URL = theirs.rabbitmq;
  }
});
