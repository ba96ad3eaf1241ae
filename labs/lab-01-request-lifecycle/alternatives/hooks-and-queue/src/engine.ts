import Fastify, { type FastifyInstance } from "fastify";
import { LineForEachRequest } from "./line-for-each-request.ts";
import { errors } from "./plugins/errors.ts";
import { times } from "./plugins/times.ts";
import { ReportQueue } from "./report-queue.ts";
import { developerRoutes } from "./routes/developers.ts";
import { orderRoutes } from "./routes/orders.ts";
import { publicRoutes } from "./routes/public.ts";

declare module "fastify" {
  interface FastifyInstance {
    reports: ReportQueue;
  }
}

/** The app without a socket. What is for everybody is hung into the root by plain calls, before the rooms are built. */
export function engine(env: NodeJS.ProcessEnv): FastifyInstance {
  const server = Fastify({
    logger: { formatters: { level: (label) => ({ level: label === "fatal" ? "error" : label }) } },
    logController: new LineForEachRequest(),
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
  });
  server.decorate("reports", new ReportQueue(env.REPORT_URL, server.log));
  errors(server);
  times(server);
  server.register(publicRoutes);
  server.register(orderRoutes);
  server.register(developerRoutes, { profile: env.APP_PROFILE });
  return server;
}
