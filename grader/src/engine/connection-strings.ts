import { TENANTS, type Tenant } from "@picking-labs/contracts/tenants";
import type { StartedServices } from "../services/index.ts";

export type Accesses = Pick<StartedServices, "postgres" | "redis" | "rabbitmq">;

export type Address = { host: string; port: number };

type Seen = {
  /** Whose login stands in them. */
  as?: "app" | "judge";
  /** Addresses that stand in front of a service's own, by "postgres", "redis.cz". */
  doors?: ReadonlyMap<string, Address> | undefined;
};

/** How each service is reached, by the names that a lab's manifest uses: "postgres.url", "redis.url.cz". */
export function connectionStrings(
  { postgres, redis, rabbitmq }: Accesses,
  { as = "app", doors = new Map() }: Seen = {},
): Map<string, string> {
  const login = (access: NonNullable<Accesses[keyof Accesses]>, door: string) => {
    const { host, port } = doors.get(door) ?? access;
    return `${access[as].user}:${access[as].password}@${host}:${port}`;
  };
  return new Map(
    Object.entries({
      ...(postgres && { "postgres.url": `postgres://${login(postgres, "postgres")}/${postgres.database}` }),
      ...(redis &&
        perTenant(
          "redis",
          (tenant) => `redis://${login(redis, `redis.${tenant}`)}/${redis.databases[tenant]}`,
        )),
      ...(rabbitmq &&
        perTenant("rabbitmq", (tenant) => {
          const virtualHost = encodeURIComponent(rabbitmq.virtualHosts[tenant]);
          return `amqp://${login(rabbitmq, `rabbitmq.${tenant}`)}/${virtualHost}`;
        })),
    }),
  );
}

/** `redis.url.cz` for each tenant; without one, the first tenant's. */
const perTenant = (service: string, url: (tenant: Tenant) => string): Record<string, string> => ({
  [`${service}.url`]: url(TENANTS[0]),
  ...Object.fromEntries(TENANTS.map((tenant) => [`${service}.url.${tenant}`, url(tenant)])),
});
