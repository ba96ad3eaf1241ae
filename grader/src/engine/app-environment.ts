import { TENANTS, type Tenant } from "@picking-labs/contracts";
import { GraderError } from "../errors.ts";
import type { StartedServices } from "../services/index.ts";

type Accesses = Pick<StartedServices, "postgres" | "redis" | "rabbitmq">;

/**
 * The lab's environment with the run's own connection strings in it.
 * @throws GraderError when the manifest asks for a value that there is none of
 */
export function appEnvironment(env: Record<string, string>, accesses: Accesses): Record<string, string> {
  const values = connectionStrings(accesses);
  return Object.fromEntries(
    Object.entries(env).map(([name, value]) => [
      name,
      value.replace(/\$\{([^}]*)\}/g, (whole, key) => {
        const known = values.get(key);
        if (known === undefined) throw unknownPlaceholder(name, whole, [...values.keys()]);
        return known;
      }),
    ]),
  );
}

function connectionStrings({ postgres, redis, rabbitmq }: Accesses): Map<string, string> {
  const strings = {
    ...(postgres && { "postgres.url": `postgres://${login(postgres)}/${postgres.database}` }),
    ...(redis && perTenant("redis", (tenant) => `redis://${login(redis)}/${redis.databases[tenant]}`)),
    ...(rabbitmq &&
      perTenant(
        "rabbitmq",
        (tenant) => `amqp://${login(rabbitmq)}/${encodeURIComponent(rabbitmq.virtualHosts[tenant])}`,
      )),
  };
  return new Map(Object.entries(strings));
}

/** `redis.url.cz` for each tenant; without one, the first tenant's. */
const perTenant = (service: string, url: (tenant: Tenant) => string): Record<string, string> => ({
  [`${service}.url`]: url(TENANTS[0]),
  ...Object.fromEntries(TENANTS.map((tenant) => [`${service}.url.${tenant}`, url(tenant)])),
});

const login = ({
  app,
  host,
  port,
}: {
  app: { user: string; password: string };
  host: string;
  port: number;
}) => `${app.user}:${app.password}@${host}:${port}`;

function unknownPlaceholder(name: string, placeholder: string, known: string[]): GraderError {
  const list = known.length === 0 ? "it asks for no services" : `its services give ${known.join(", ")}`;
  return new GraderError(
    "manifest-broken",
    `lab.yaml sets ${name} to ${placeholder}, which nothing stands for: ${list}.`,
  );
}
