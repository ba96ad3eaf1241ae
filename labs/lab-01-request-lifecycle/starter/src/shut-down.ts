import type { FastifyInstance } from "fastify";

/** On SIGTERM (or Ctrl-C): leave with 0. */
export function shutDownOnSignal(server: FastifyInstance): void {
  const shutDown = (signal: NodeJS.Signals) => {
    server.log.info({ signal }, "shutting down");
    void server.close();
    process.exit(0);
  };
  process.once("SIGTERM", shutDown);
  process.once("SIGINT", shutDown);
}
