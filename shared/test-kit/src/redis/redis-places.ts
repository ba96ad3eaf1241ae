import { setTimeout as pause } from "node:timers/promises";
import type { RedisSurroundings } from "@picking-labs/contracts";
import { TENANTS, type Tenant } from "@picking-labs/contracts/tenants";
import { byTenant } from "../by-tenant.ts";
import type { Recorder } from "../evidence/index.ts";
import { recordedFaults } from "../fault-proxy/index.ts";
import type { Scope } from "../scope.ts";
import { recordedErrors } from "./error-answers.ts";
import type { JudgeRedis } from "./judge-redis.ts";
import { openRedis } from "./open-redis.ts";
import type { RedisKeeper } from "./redis-keeper.ts";
import type { RedisFaults, RedisProxy } from "./redis-proxy.ts";
import { type StartedRedisProxy, startRedisProxy } from "./start-redis-proxy.ts";

type Restart = {
  /**
   * As when Redis starts again without its data: connections are cut, everything is gone, and new connections are refused
   * for `awayMs` (0). Resolves when it is back.
   */
  restartEmpty(options?: { awayMs?: number }): Promise<void>;
};

/** A tenant's own database and the proxy before it. */
export type RedisPlace = JudgeRedis & Restart & { readonly proxy: RedisProxy };

/** A database of its own for each tenant, each behind a proxy of its own; `all` does the same to the five. */
export type RedisPlaces = Record<Tenant, RedisPlace> & {
  readonly all: RedisFaults & Restart;
  /** REDIS_URL_AT … REDIS_URL_RO, to the proxies. */
  readonly env: Record<string, string>;
};

/** What is behind them, whichever check uses it. */
export type RedisSite = {
  databases: Record<Tenant, number>;
  proxies: Record<Tenant, StartedRedisProxy>;
  keeper: RedisKeeper;
};

type Using = { place: RedisSurroundings; recorder: Recorder; scope: Scope };

/** Takes five databases and starts a proxy for each, until the scope ends. */
export async function startRedisSite(
  keeper: RedisKeeper,
  { place, recorder, scope }: Using,
): Promise<RedisSite> {
  const databases = await keeper.take();
  scope.onEnd("databases of Redis could not be emptied", () => keeper.giveBack(databases));
  const flags = await keeper.flags();
  const started = TENANTS.map(async (tenant) => {
    const { host, port } = place;
    const proxy = await startRedisProxy({ tenant, host, port, flags }, recorder);
    scope.onEnd("a proxy could not be closed", async () => proxy[Symbol.asyncDispose]());
    return [tenant, proxy] as const;
  });
  const proxies = Object.fromEntries(await Promise.all(started)) as Record<Tenant, StartedRedisProxy>;
  return { databases, proxies, keeper };
}

/** The places of a site, for one check. */
export function openRedisSite({ databases, proxies, keeper }: RedisSite, using: Using): RedisPlaces {
  const { recorder, scope } = using;

  function restart(tenants: readonly Tenant[], service: string): Restart {
    const bare = tenants.map((tenant) => proxies[tenant].bare);
    async function restartEmpty({ awayMs = 0 } = {}) {
      recorder.did({ do: "fault", service, action: "restart-empty", options: { awayMs } });
      recorder.see({ kind: "fault", service, text: `starts again without its data, away for ${awayMs} ms` });
      const backAt = performance.now() + awayMs;
      for (const proxy of bare) {
        proxy.refuse();
        proxy.cut();
      }
      await keeper.empty(tenants.map((tenant) => databases[tenant]));
      await pause(Math.max(0, backAt - performance.now()), undefined, { signal: scope.signal });
      for (const proxy of bare) proxy.allow();
      recorder.see({ kind: "fault", service, text: "is back, empty" });
    }
    return { restartEmpty: (options) => scope.guard(restartEmpty(options)) };
  }

  const places = byTenant((tenant) => ({
    ...openRedis({ tenant, database: databases[tenant] }, using),
    ...restart([tenant], `redis.${tenant}`),
    proxy: proxies[tenant],
  }));
  const all = {
    ...recordedFaults(
      "redis",
      () => recorder,
      TENANTS.map((tenant) => proxies[tenant].bare),
    ),
    ...recordedErrors(
      "redis",
      () => recorder,
      TENANTS.map((tenant) => proxies[tenant].errors),
    ),
    ...restart(TENANTS, "redis"),
  };
  const env = Object.fromEntries(
    TENANTS.map((tenant) => [`REDIS_URL_${tenant.toUpperCase()}`, places[tenant].appUrl(proxies[tenant])]),
  );
  return { ...places, all, env };
}
