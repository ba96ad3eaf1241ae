import { COUNTRIES, type Country } from "@picking-labs/domain";

export type Config = {
  host: string;
  port: number;
  /** One for each tenant: a virtual host of RabbitMQ and a database of Redis. */
  tenants: { country: Country; amqpUrl: string; redisUrl: string }[];
};

/** Settings from the environment: `AMQP_URL_CZ` and `REDIS_URL_CZ` for `cz`, and so on. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  return {
    host: env.HOST || "127.0.0.1",
    port: Number(env.PORT || 3000),
    tenants: COUNTRIES.map((country) => ({
      country,
      amqpUrl: required(env, `AMQP_URL_${country.toUpperCase()}`),
      redisUrl: required(env, `REDIS_URL_${country.toUpperCase()}`),
    })),
  };
}

function required(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}
