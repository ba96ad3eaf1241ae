import { createClient } from "redis";
import { nearestBefore, place } from "./scripts.ts";

export type TenantClient = ReturnType<typeof create>;

/**
 * A client that keeps what comes while it is away in its own queue. It asks PING in the background, so that a connection which
 * has gone silent is noticed also when nobody asks anything.
 */
export function connectTo(url: string, log: { warn(details: object, text: string): void }): TenantClient {
  const client = create(url);
  client.on("error", ({ message }: Error) => log.warn({ reason: message }, "Redis is away"));
  client.connect().catch(() => undefined);
  return client;
}

function create(url: string) {
  return createClient({
    url,
    RESP: 3,
    scripts: { place, nearestBefore },
    pingInterval: 800,
    socket: {
      connectTimeout: 1_900,
      socketTimeout: 2_200,
      reconnectStrategy: (retries) => Math.min(150 * 1.7 ** retries, 900) + Math.random() * 400,
    },
  });
}
