import type { FastifyInstance } from "fastify";

/** On SIGTERM (or Ctrl-C): no new request, finish what is in hand, leave with 0. */
export function shutDownOnSignal(server: FastifyInstance): void {
  const shutDown = async (signal: NodeJS.Signals) => {
    server.log.info({ signal }, "shutting down");
    await server.close();
    process.exit(0);
  };
  process.once("SIGTERM", shutDown);
  process.once("SIGINT", shutDown);
}
