import { setTimeout as pause } from "node:timers/promises";
import type { FastifyInstance } from "fastify";

/** What is in hand gets this long, in milliseconds; the process is promised to be gone one second later. */
const PATIENCE_MS = 4_000;

/** On SIGTERM (or Ctrl-C): no new request, finish and write what is in hand, name what stays unwritten, leave with 0. */
export function shutDownOnSignal(server: FastifyInstance): void {
  const shutDown = async (signal: NodeJS.Signals) => {
    server.log.info({ signal }, "shutting down");
    await Promise.race([server.close(), pause(PATIENCE_MS)]).catch((error) =>
      server.log.error({ reason: String(error) }, "closing failed"),
    );
    server.decisionWriter?.abandon();
    process.exit(0);
  };
  process.once("SIGTERM", shutDown);
  process.once("SIGINT", shutDown);
}
