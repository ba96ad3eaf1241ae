import { COUNTRIES, type Country } from "@picking-labs/domain";
import type { FastifyBaseLogger } from "fastify";
import { type Connection, openConnection } from "./connection.ts";

/** Each country is a tenant with a Redis of its own; the trouble of one is none of the others'. */
export type Tenants = Record<Country, Connection>;

/** Opens them all, and waits until each was tried once. One that is away is a warning: it is tried on. */
export async function openTenants(urls: Record<Country, string>, log: FastifyBaseLogger): Promise<Tenants> {
  const tenants = Object.fromEntries(
    COUNTRIES.map((country) => [country, openConnection(urls[country], log.child({ country }))]),
  ) as Tenants;
  await Promise.all(Object.values(tenants).map(({ tried }) => tried));
  return tenants;
}
