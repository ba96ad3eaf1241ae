import { COUNTRIES, type Country } from "@picking-labs/domain";

const PROFILES = ["development", "testing", "staging", "production"] as const;

export type Config = {
  host: string;
  port: number;
  /** Routes that only developers need are there. */
  isDevelopment: boolean;
  /** Where each tenant's Redis is. */
  redisUrls: Record<Country, string>;
};

/** Settings from the environment. Anything but an exact profile name is `testing`. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const profile = PROFILES.find((name) => name === env.APP_PROFILE) ?? "testing";
  return {
    host: env.HOST || "127.0.0.1",
    port: Number(env.PORT || 3000),
    isDevelopment: profile === "development",
    redisUrls: Object.fromEntries(
      COUNTRIES.map((country, index) => [country, urlOf(country, index)]),
    ) as Record<Country, string>,
  };

  /** On a developer's machine: one Redis, a database for each country. */
  function urlOf(country: Country, index: number): string {
    return env[`REDIS_URL_${country.toUpperCase()}`] || `redis://127.0.0.1:6379/${index}`;
  }
}
