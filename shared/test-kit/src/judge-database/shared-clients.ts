import type { Client } from "pg";
import type { PostgresPlace } from "./judge-client.ts";

const idleOf = new Map<PostgresPlace, Client[]>();

/**
 * The judge's idle connections to the database that all checks look into, kept from check to check: to connect costs
 * Postgres and the judge more than most of their questions.
 */
export function sharedClients(place: PostgresPlace): Client[] {
  let idle = idleOf.get(place);
  if (idle === undefined) {
    idle = [];
    idleOf.set(place, idle);
  }
  return idle;
}

/** To be called when no check runs any more. */
export async function closeSharedClients(): Promise<void> {
  const clients = [...idleOf.values()].flat();
  idleOf.clear();
  await Promise.allSettled(clients.map((client) => client.end()));
}
