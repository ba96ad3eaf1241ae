import { type Management, TENANCY_MARK } from "../rabbitmq/index.ts";

const LOCK = "picking-labs-";

/** The queue that a run holds for as long as it lives. */
export const lockName = (id: string) => LOCK + id;

/** Ids of runs whose virtual hosts are there although nobody holds their queue. It is made before the first of them. */
export async function deadTenancies({ must }: Management): Promise<string[]> {
  // In this order: a run that begins in between has its queue before its virtual hosts.
  const hosts = (await must("GET", "/vhosts?disable_stats=true")) as { name: string; description?: string }[];
  const queues = (await must("GET", "/queues?disable_stats=true&enable_queue_totals=true")) as {
    name: string;
  }[];
  const held = new Set(queues.map(({ name }) => name));
  const ids = hosts.flatMap(({ name, description }) => {
    const id = description === TENANCY_MARK ? /^run-([0-9a-f]{8})/.exec(name)?.[1] : undefined;
    return id === undefined || held.has(lockName(id)) ? [] : [id];
  });
  return [...new Set(ids)];
}
