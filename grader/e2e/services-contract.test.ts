import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { TENANTS } from "@picking-labs/contracts";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { killMarked } from "../src/sandbox/index.ts";
import {
  isAtLeast,
  MINIMUM_VERSIONS,
  nativeProvider,
  type ServiceProvider,
  warmServices,
} from "../src/services/index.ts";
import { type RunningServices, startServices, temporaryState } from "./support/running-services.ts";
import { management, rabbitmq, redis } from "./support/service-clients.ts";

// The first RabbitMQ of a state takes six seconds of a core; with both busy for others, many more.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** What stands for the end of a service in each provider: how a test makes one be lost. */
type Provided = { provider: ServiceProvider; kills: { redis(port: number): Promise<void> } };

const providers: Provided[] = [{ provider: nativeProvider, kills: { redis: killListener } }];

describe.for(providers.map((each) => [each.provider.name, each] as const))(
  "%s",
  ([, { provider, kills }]) => {
    let state: Awaited<ReturnType<typeof temporaryState>>;
    let one: RunningServices;
    let two: RunningServices;

    beforeAll(async () => {
      state = await temporaryState();
      await mkdir(join(state.path, "cache"));
      const start = () => startServices(provider, ["redis", "rabbitmq"], { state: state.path });
      [one, two] = await Promise.all([start(), start()]);
    });
    afterAll(async () => {
      await Promise.all([one, two].map((services) => services?.[Symbol.asyncDispose]()));
      for (const { native } of Object.values(warmServices)) await (await native()).down(state.path);
      await state[Symbol.asyncDispose]();
    });

    test("Each service is listed with its version, which is new enough, and its provider", () => {
      expect(one.list.map(({ name }) => name)).toEqual(["redis", "rabbitmq"]);
      for (const { name, version, provider: by } of one.list) {
        expect(by).toBe(provider.name);
        expect(isAtLeast(version, MINIMUM_VERSIONS[name as "redis"])).toBe(true);
      }
    });

    test("Each tenant has a Redis database of its own, and there are more for the suite", async () => {
      const databases = Object.values(one.redis?.databases ?? {});
      expect(new Set(databases).size).toBe(TENANTS.length);
      for (const database of databases)
        expect(await redis(one, "app", database, ["SET", "tenant", `${database}`])).toEqual([
          { value: "OK" },
        ]);
      for (const database of databases)
        expect(await redis(one, "judge", database, ["GET", "tenant"], ["DBSIZE"])).toEqual([
          { value: `${database}` },
          { value: 1 },
        ]);
      const last = (one.redis?.databaseCount ?? 0) - 1;
      expect(last).toBeGreaterThanOrEqual(200);
      expect(await redis(one, "app", last, ["PING"])).toEqual([{ value: "PONG" }]);
    });

    test.for([
      ["SET", "a", "1"],
      ["EVAL", "return redis.call('incr', 'n')", "0"],
      ["SCRIPT", "LOAD", "return 1"],
      [
        "FUNCTION",
        "LOAD",
        "REPLACE",
        "#!lua name=contract\nredis.register_function('one', function() return 1 end)",
      ],
      ["INFO", "server"],
      ["CLIENT", "SETNAME", "app"],
      ["CLIENT", "NO-EVICT", "on"],
      ["SELECT", "3"],
      ["KEYS", "none*"],
      ["SCAN", "0"],
      ["MULTI"],
      ["WATCH", "a"],
      ["PUBLISH", "channel", "text"],
      ["XADD", "stream", "*", "a", "1"],
      ["OBJECT", "ENCODING", "a"],
      ["FLUSHDB"],
    ])("An app may say $0 $1 …", async (command) => {
      const [reply] = await redis(one, "app", 100, ["SET", "a", "1"], command).then((replies) =>
        replies.slice(1),
      );
      expect(reply).not.toHaveProperty("error");
    });

    test.for([
      ["FLUSHALL"],
      ["SWAPDB", "0", "1"],
      ["CONFIG", "GET", "maxmemory"],
      ["CONFIG", "SET", "maxmemory", "1"],
      ["ACL", "LIST"],
      ["ACL", "SETUSER", "x", "on"],
      ["SHUTDOWN", "NOSAVE"],
      ["REPLICAOF", "127.0.0.1", "1"],
      ["MODULE", "LIST"],
      ["BGSAVE"],
      ["MONITOR"],
      ["CLIENT", "KILL", "TYPE", "normal"],
      ["FUNCTION", "FLUSH"],
      ["SCRIPT", "FLUSH"],
      ["EVAL", "return redis.call('flushall')", "0"],
    ])("An app may not say $0 $1 …", async (command) => {
      const [reply] = await redis(one, "app", 0, command);
      expect(reply).toHaveProperty("error", expect.stringMatching(/NOPERM|can't run this command/));
    });

    test("Nobody comes into Redis without a name, with the other's password, or with another run's", async () => {
      const { app, judge } = one.redis ?? expect.fail("no Redis");
      expect(app.password).not.toBe(judge.password);
      const wrong = [
        { user: "default", password: "" },
        { user: judge.user, password: app.password },
        { user: "judge", password: two.redis?.judge.password ?? "" },
      ];
      for (const login of wrong) {
        const came = await redis(one, login, 0, ["PING"]).catch((error: Error) => [{ error: error.message }]);
        expect(came).toEqual([{ error: expect.stringMatching(/WRONGPASS|NOAUTH|Connection is closed/) }]);
      }
    });

    test("Two runs at once never see each other's keys", async () => {
      await redis(one, "app", 50, ["SET", "mine", "1"]);
      expect(await redis(two, "judge", 50, ["GET", "mine"])).toEqual([{ value: null }]);
    });

    test("An app makes, writes and reads queues in each tenant's virtual host", async () => {
      for (const host of Object.values(one.rabbitmq?.virtualHosts ?? {})) {
        const connection = await rabbitmq(one, "app", host);
        const channel = await connection.createConfirmChannel();
        await channel.assertQueue("contract", { durable: true });
        channel.sendToQueue("contract", Buffer.from(host));
        await channel.waitForConfirms();
        const message = await channel.get("contract", { noAck: true });
        expect((message || undefined)?.content.toString()).toBe(host);
        await connection.close();
      }
      expect(Object.keys(one.rabbitmq?.virtualHosts ?? {}).sort()).toEqual([...TENANTS].sort());
    });

    test("The judge counts messages at once over the HTTP API, and the app has no way into it", async () => {
      const host = one.rabbitmq?.virtualHosts.de ?? "";
      const connection = await rabbitmq(one, "judge", host);
      const channel = await connection.createConfirmChannel();
      await channel.assertQueue("counted");
      for (let message = 0; message < 3; message++) channel.sendToQueue("counted", Buffer.from("x"));
      await channel.waitForConfirms();
      const totals = `/queues/${host}?disable_stats=true&enable_queue_totals=true`;
      await vi.waitFor(async () => {
        const { body } = await management(one, "judge", totals);
        expect(body).toContainEqual(expect.objectContaining({ name: "counted", messages: 3 }));
      });
      expect((await management(one, "app", "/vhosts")).status).toBe(401);
      await connection.close();
    });

    test("An app reaches neither another run's virtual host nor the broker's own", async () => {
      const foreign = [two.rabbitmq?.virtualHosts.at ?? "", "/"];
      for (const host of foreign)
        await expect(rabbitmq(one, "app", host)).rejects.toThrow(/ConnectionClose|403|530/);
      await expect(
        rabbitmq(
          one,
          one.rabbitmq ? { ...one.rabbitmq.app, password: "x" } : { user: "", password: "" },
          foreign[0] ?? "",
        ),
      ).rejects.toThrow(/403|ACCESS.REFUSED/);
    });

    test("Services that answer are verified", async () => {
      await one.verify();
    });

    test("When a run ends, its virtual hosts, users and connections are gone, and the other's stay", async () => {
      const three = await startServices(provider, ["redis", "rabbitmq"], { state: state.path });
      const { prefix = "", virtualHosts, app } = three.rabbitmq ?? {};
      const open = await rabbitmq(three, "app", virtualHosts?.hu ?? "");
      const closed = new Promise<void>((resolve) => open.once("close", () => resolve()));
      await three[Symbol.asyncDispose]();
      await closed;
      const names = async (path: string) =>
        ((await management(one, "judge", path)).body as { name: string }[]).map(({ name }) => name);
      expect((await names("/vhosts")).filter((name) => name.startsWith(prefix))).toEqual([]);
      expect(await names("/users")).not.toContain(app?.user);
      expect(await names("/vhosts")).toEqual(
        expect.arrayContaining(Object.values(two.rabbitmq?.virtualHosts ?? {})),
      );
      await expect(redis(three, "app", 0, ["PING"])).rejects.toThrow();
    });

    test("A sweep finds the servers of a run whose grader was killed", async () => {
      await using three = await startServices(provider, ["redis"], { state: state.path });
      await killMarked(three.runId);
      expect(await three.lost).toMatchObject({ code: "service-failed" });
    });

    test("A server that is killed is told as lost, and is no more verified", async () => {
      await using three = await startServices(provider, ["redis"], { state: state.path });
      await kills.redis(three.redis?.port ?? 0);
      expect(await three.lost).toMatchObject({
        code: "service-failed",
        message: expect.stringMatching(/^Redis ended/),
      });
      await expect(three.verify()).rejects.toThrow("Redis answers no more");
    });
  },
);

/** Kills whoever listens on a port of ours. */
async function killListener(port: number): Promise<void> {
  const { execFileSync } = await import("node:child_process");
  const found = execFileSync("ss", ["-ltnpH", `sport = :${port}`], { encoding: "utf8" });
  const pid = /pid=(\d+)/.exec(found)?.[1];
  if (pid === undefined) throw new Error(`nobody listens on ${port}`);
  process.kill(Number(pid), "SIGKILL");
}
