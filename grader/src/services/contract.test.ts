import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import {
  type LabManifest,
  type RabbitmqSurroundings,
  type RedisSurroundings,
  TENANTS,
  type Tenant,
} from "@picking-labs/contracts";
import { connect as connectAmqp } from "amqplib";
import { Redis } from "ioredis";
import { Client, type ClientConfig } from "pg";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { GraderError } from "../errors.ts";
import { createProcesses } from "../sandbox/index.ts";
import { newRunId } from "../workspace/index.ts";
import { chooseProvider } from "./choice/index.ts";
import type { PostgresAccess, ServiceProvider, StartedServices } from "./provider.ts";
import { type ServersOfOthers, startServersOfOthers } from "./testing/index.ts";

/** `PICKING_LABS_PROVIDERS=native,docker,external` says which of them can run here; those must. */
const providers = (process.env.PICKING_LABS_PROVIDERS || "native").split(",") as ServiceProvider["name"][];

/** The checkout's own: what stays up between runs is shared with it. */
const STATE = join(import.meta.dirname, "../../../.labs");
beforeAll(() => mkdir(join(STATE, "cache"), { recursive: true }));

let others: ServersOfOthers | undefined;
beforeAll(async () => {
  if (!providers.includes("external")) return;
  others = await startServersOfOthers();
  process.env.PICKING_LABS_REDIS_URL = others.redis;
  process.env.PICKING_LABS_RABBITMQ_URL = others.rabbitmq;
}, 120_000);
afterAll(() => others?.[Symbol.asyncDispose]());

const SCHEMA =
  "create table items (id int primary key, name text); grant select, insert on items to app_role;";

async function start(
  name: ServiceProvider["name"],
  schemaSql = SCHEMA,
  services: LabManifest["services"] = ["postgres"],
) {
  const { provider } = await chooseProvider(name, services, process.env);
  const runId = newRunId();
  const processes = createProcesses(runId);
  onTestFinished(() => processes[Symbol.asyncDispose]());
  const started = await provider.start({
    ...{ services, schemaSql, runId, processes, state: STATE, cache: join(STATE, "cache") },
    ...{ signal: new AbortController().signal, tell: () => {}, onBegun: () => {} },
  });
  onTestFinished(() => started[Symbol.asyncDispose]());
  return started;
}

function accessOf({ postgres }: StartedServices): PostgresAccess {
  if (postgres === undefined) throw new Error("no Postgres was started");
  return postgres;
}

async function connected(
  { host, port }: PostgresAccess,
  login: { user: string; password: string },
  database: string,
  options: ClientConfig = {},
): Promise<Client> {
  const client = new Client({ host, port, database, ...login, ...options });
  client.on("error", () => {});
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}

describe.for(providers)("A run's Postgres by %s", (name) => {
  test("has the lab's tables, and the app may do there what the lab's SQL grants and no more", async () => {
    const access = accessOf(await start(name));
    const app = await connected(access, access.app, access.database);
    await app.query("insert into items values (1, 'one')");
    expect((await app.query("select * from items")).rows).toEqual([{ id: 1, name: "one" }]);
    for (const forbidden of [
      "delete from items",
      "create table other ()",
      "create database other",
      "create role other",
    ])
      await expect(app.query(forbidden), forbidden).rejects.toThrow(/permission denied/);
    const { rows } = await app.query("show timezone");
    expect(rows).toEqual([{ TimeZone: "America/St_Johns" }]);
  });

  test("lets the judge clone the template, watch sessions and end them, and keeps the app out of both", async () => {
    const access = accessOf(await start(name));
    const judge = await connected(access, access.judge, "postgres");
    const clone = `${access.database}_clone`;
    await judge.query(`create database ${clone} template ${access.template}`);
    const inClone = await connected(access, access.judge, clone);
    expect((await inClone.query("select count(*)::int as items from items")).rows).toEqual([{ items: 0 }]);
    const app = await connected(access, access.app, access.database);
    const ended = new Promise((resolve) => app.once("end", resolve));
    await judge.query("select pg_terminate_backend(pid) from pg_stat_activity where usename = $1", [
      access.app.user,
    ]);
    await ended;
    // In a server that others use, what everybody may is not ours to forbid.
    for (const closed of name === "external" ? [access.template] : [access.template, "postgres"])
      await expect(connected(access, access.app, closed), closed).rejects.toThrow(
        /permission denied|not currently accepting/,
      );
    await inClone.end();
    await judge.query(`drop database ${clone}`);
  });

  test("is alone with its run: another run's passwords and databases are not to be had", async () => {
    const [one, two] = (await Promise.all([start(name), start(name)])).map(accessOf) as [
      PostgresAccess,
      PostgresAccess,
    ];
    expect([one.database, one.app.user, one.app.password]).not.toEqual([
      two.database,
      two.app.user,
      two.app.password,
    ]);
    await expect(connected(one, two.app, one.database)).rejects.toThrow();
    await expect(connected(one, one.app, two.database)).rejects.toThrow(/permission denied|does not exist/);
    const app = await connected(one, one.app, one.database);
    await app.query("insert into items values (1, 'of one')");
    const other = await connected(two, two.app, two.database);
    expect((await other.query("select * from items")).rows).toEqual([]);
  });

  test("says its name and version, answers when asked, and is gone afterwards", async () => {
    const services = await start(name);
    expect(services.list).toEqual([
      { name: "postgres", version: expect.stringMatching(/^\d+\.\d+/), provider: name },
    ]);
    await services.verify();
    const access = accessOf(services);
    await services[Symbol.asyncDispose]();
    await expect(connected(access, access.app, access.database)).rejects.toThrow();
  });

  test("with SQL that cannot run is the lab's fault, and says which", async () => {
    const failed = (await start(name, "create table broken (").catch((error) => error)) as GraderError;
    expect(failed).toMatchObject({
      code: "manifest-broken",
      message: expect.stringContaining("syntax error"),
    });
  });
});

const startRedis = async (name: ServiceProvider["name"]) => {
  const { redis } = await start(name, undefined, ["redis"]);
  if (redis === undefined) throw new Error("no Redis was started");
  return redis;
};

function redisClient(
  { host, port }: RedisSurroundings,
  { user, password }: { user: string; password: string },
  db = 0,
) {
  const client = new Redis({ host, port, username: user, password, db, retryStrategy: () => null });
  client.on("error", () => {});
  onTestFinished(() => client.disconnect());
  return client;
}

describe.for(providers)("A run's Redis by %s", (name) => {
  test("is empty, with a database for each tenant that sees nothing of the others", async () => {
    const access = await startRedis(name);
    const judge = redisClient(access, access.judge);
    const used = [...(await judge.info("keyspace")).matchAll(/^db(\d+)/gm)].map(([, db]) => Number(db));
    expect(used.filter((db) => db < access.databaseCount)).toEqual([]);
    const { at, cz } = access.databases;
    await redisClient(access, access.app, at).set("key", "of at");
    expect(await redisClient(access, access.app, cz).get("key")).toBeNull();
    expect(await redisClient(access, access.app, access.databaseCount - 1).get("key")).toBeNull();
  });

  test("refuses the app what reaches the server, and everybody without a password", async () => {
    const access = await startRedis(name);
    const app = redisClient(access, access.app);
    for (const [command = "", ...words] of [
      ["flushall"],
      ["config", "set", "maxmemory", "1"],
      ["shutdown", "nosave"],
      ["acl", "list"],
      ["replicaof", "no", "one"],
    ])
      await expect(app.call(command, ...words), command).rejects.toThrow(/NOPERM|unknown command/);
    await expect(redisClient(access, { user: "default", password: "" }).ping()).rejects.toThrow();
  });

  // One of others serves one run at a time; what a second one is told, external.test.ts shows.
  if (name === "external") return;
  test("is alone with its run", async () => {
    const [one, two] = await Promise.all([startRedis(name), startRedis(name)]);
    await redisClient(one, one.app).set("key", "of one");
    expect(await redisClient(two, two.app).get("key")).toBeNull();
    await expect(redisClient(one, two.app).ping()).rejects.toThrow();
  });
});

const startRabbitmq = async (name: ServiceProvider["name"]) => {
  const { rabbitmq } = await start(name, undefined, ["rabbitmq"]);
  if (rabbitmq === undefined) throw new Error("no RabbitMQ was started");
  return rabbitmq;
};

async function amqpClient(
  { host, port, virtualHosts }: RabbitmqSurroundings,
  { user, password }: { user: string; password: string },
  tenant: Tenant,
) {
  const client = await connectAmqp(
    { hostname: host, port, username: user, password, vhost: virtualHosts[tenant] },
    { noDelay: true },
  );
  client.on("error", () => {});
  onTestFinished(() => client.close().catch(() => {}));
  return client;
}

describe.for(providers)("A run's RabbitMQ by %s", (name) => {
  test("brings a message through each tenant's virtual host, and to no other", {
    timeout: 90_000,
  }, async () => {
    const access = await startRabbitmq(name);
    for (const tenant of TENANTS) {
      const channel = await (await amqpClient(access, access.app, tenant)).createConfirmChannel();
      await channel.assertQueue("orders");
      channel.sendToQueue("orders", Buffer.from(tenant));
      await channel.waitForConfirms();
      const message = await channel.get("orders", { noAck: true });
      expect(message ? message.content.toString() : message).toBe(tenant);
      expect(await channel.get("orders", { noAck: true })).toBe(false);
    }
  });

  test("is alone with its run, and gone with it", { timeout: 90_000 }, async () => {
    const [one, two] = await Promise.all([startRabbitmq(name), startRabbitmq(name)]);
    await expect(amqpClient({ ...one, virtualHosts: two.virtualHosts }, one.app, "at")).rejects.toThrow();
    await expect(amqpClient(one, two.app, "at")).rejects.toThrow();
  });
});
