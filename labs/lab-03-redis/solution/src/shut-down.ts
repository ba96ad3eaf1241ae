import { setTimeout as pause } from "node:timers/promises";
import type { FastifyInstance } from "fastify";

/** Longer than a request waits for a Redis that is away, shorter than the 5 seconds a process gets to end. */
const PATIENCE_MS = 4_600;

/** On SIGTERM (or Ctrl-C): no new request, finish what is in hand, leave with 0. */
export function shutDownOnSignal(server: FastifyInstance): void {
  const shutDown = async (signal: NodeJS.Signals) => {
    server.log.info({ signal }, "shutting down");
    await Promise.race([server.close(), pause(PATIENCE_MS)]).catch((error) =>
      server.log.error({ reason: String(error) }, "closing failed"),
    );
    process.exit(0);
  };
  process.once("SIGTERM", shutDown);
  process.once("SIGINT", shutDown);
}
