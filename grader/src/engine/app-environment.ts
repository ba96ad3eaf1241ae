import type { PostgresAccess } from "../services/index.ts";

/** The lab's environment with the run's own connection strings in it. */
export function appEnvironment(
  env: Record<string, string>,
  postgres: PostgresAccess | undefined,
): Record<string, string> {
  const values: Record<string, string | undefined> = { "postgres.url": postgres && postgresUrl(postgres) };
  return Object.fromEntries(
    Object.entries(env).map(([name, value]) => [
      name,
      value.replace(/\$\{([\w.]+)\}/g, (whole, key) => values[key] ?? whole),
    ]),
  );
}

const postgresUrl = ({ host, port, app, database }: PostgresAccess) =>
  `postgres://${app.user}:${app.password}@${host}:${port}/${database}`;
