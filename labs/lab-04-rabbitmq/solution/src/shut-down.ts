import { setTimeout as pause } from "node:timers/promises";
import type { FastifyInstance } from "fastify";

/** Longer than the app needs to settle what it has in hand, shorter than the 5 seconds a process gets to end. */
const PATIENCE_MS = 4_200;

/** On SIGTERM (or Ctrl-C): no new request and no new message, finish what is in hand, leave with 0. */
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
