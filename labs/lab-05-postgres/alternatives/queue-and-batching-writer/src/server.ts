import Fastify, { LogController } from "fastify";
import { decisionsRoutes } from "./decisions/decisions-routes.ts";
import { openReader } from "./decisions/reader.ts";
import { openWriter, type Writer } from "./decisions/writer.ts";
import type { Environment } from "./environment.ts";
import { ordersRoutes } from "./orders/orders-routes.ts";
import { answerErrors } from "./refusals.ts";

/** Records nothing: the writer of every profile that is not for real. */
const nowhere: Writer = { add: () => undefined, flush: async (closing) => closing };

export async function buildServer({ databaseUrl, profile, retryForMs }: Environment) {
  const server = Fastify({
    logger: {
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (level) => ({ level: level === "fatal" ? "error" : level }) },
    },
    logController: new LogController({ disableRequestLogging: true }),
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
  });
  const isForReal = profile === "staging" || profile === "production";
  const reader = openReader(databaseUrl, server.log);
  const writer = isForReal && databaseUrl ? openWriter(databaseUrl, retryForMs, server.log) : nowhere;

  answerErrors(server);
  server.get("/ping", async () => ({ status: "ok" }));
  await server.register(ordersRoutes, { writer });
  await server.register(decisionsRoutes, { reader });

  if (databaseUrl) await reader.tryOnce();
  return { server, writer };
}
