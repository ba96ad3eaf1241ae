import { COUNTRIES, type Country } from "@picking-labs/domain";

export type TenantSettings = { country: Country; amqpUrl: string; redisUrl: string };

export type Settings = { host: string; port: number; tenants: TenantSettings[] };

export const settingsFrom = (env: NodeJS.ProcessEnv): Settings => ({
  host: env.HOST || "127.0.0.1",
  port: Number(env.PORT || 3000),
  tenants: COUNTRIES.map((country) => ({
    country,
    amqpUrl: env[`AMQP_URL_${country.toUpperCase()}`] ?? "",
    redisUrl: env[`REDIS_URL_${country.toUpperCase()}`] ?? "",
  })),
});
