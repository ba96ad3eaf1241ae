import type { RedisSurroundings, Tenant } from "@picking-labs/contracts";
import type { Redis } from "ioredis";
import type { Recorder } from "../evidence/index.ts";
import type { Scope } from "../scope.ts";
import { show } from "../show.ts";
import { configuresServer } from "./configures-server.ts";
import { connectRedis } from "./connect-redis.ts";
import type { JudgeRedis } from "./judge-redis.ts";
import { onlyReads } from "./only-reads.ts";
import { showCommand } from "./show-commands.ts";

const REPLY_SHOWN = 1_000;

/** The judge's view of one tenant's database for one check; its connection ends with the check. */
export function openRedis(
  { tenant, database }: { tenant: Tenant; database: number },
  { place, recorder, scope }: { place: RedisSurroundings; recorder: Recorder; scope: Scope },
): JudgeRedis {
  const { host, port, app } = place;
  let client: Promise<Redis> | undefined;

  function connected(): Promise<Redis> {
    if (client !== undefined) return client;
    const connecting = connectRedis(place, database);
    client = connecting;
    scope.onEnd("a connection of the judge to Redis could not be closed", async () =>
      (await connecting.catch(() => undefined))?.disconnect(),
    );
    return connecting;
  }

  async function ask(command: string[]): Promise<unknown> {
    const [name = "", ...args] = command;
    return (await connected()).call(name, ...args);
  }

  function call(...words: (string | number)[]): Promise<unknown> {
    const command = words.map(String);
    if (configuresServer(command[0] ?? "")) recorder.uses("redis.server");
    if (!onlyReads(command[0] ?? "")) recorder.did({ do: "redis", tenant, command });
    const seen: { text: string; reply?: string } = recorder.see({
      kind: "redis",
      by: "judge",
      tenant,
      text: showCommand(command),
    });
    const answer = ask(command).then(
      (reply) => {
        seen.reply = show(reply, REPLY_SHOWN);
        return reply;
      },
      (error: Error) => {
        seen.reply = error.message;
        throw error;
      },
    );
    return scope.guard(answer);
  }

  return {
    tenant,
    database,
    appUrl: (at = { host, port }) =>
      `redis://${encodeURIComponent(app.user)}:${encodeURIComponent(app.password)}@${at.host}:${at.port}/${database}`,
    call,
    get: async (key) => (await call("GET", key)) as string | null,
    async set(key, value) {
      await call("SET", key, value);
    },
    del: async (...keys) => Number(await call("DEL", ...keys)),
    hget: async (key, field) => (await call("HGET", key, field)) as string | null,
    hgetall: async (key) => Object.fromEntries(pairs(await call("HGETALL", key))),
    async hset(key, fields) {
      await call("HSET", key, ...Object.entries(fields).flat());
    },
    async zadd(key, members) {
      await call("ZADD", key, ...members.flatMap(({ member, score }) => [score, member]));
    },
    async zscore(key, member) {
      const score = await call("ZSCORE", key, member);
      return score === null ? null : Number(score);
    },
    async zrange(key) {
      const scored = pairs(await call("ZRANGE", key, 0, -1, "WITHSCORES"));
      return scored.map(([member, score]) => ({ member, score: Number(score) }));
    },
    async xrange(key) {
      const entries = (await call("XRANGE", key, "-", "+")) as [string, string[]][];
      return entries.map(([id, fields]) => ({ id, fields: Object.fromEntries(pairs(fields)) }));
    },
    xlen: async (key) => Number(await call("XLEN", key)),
    type: async (key) => String(await call("TYPE", key)),
    keys: async (pattern = "*") => ((await call("KEYS", pattern)) as string[]).sort(),
    async flush() {
      await call("FLUSHDB");
    },
  };
}

function pairs(flat: unknown): [string, string][] {
  const list = flat as string[];
  return Array.from({ length: list.length / 2 }, (_none, index) => [
    list[2 * index] as string,
    list[2 * index + 1] as string,
  ]);
}
