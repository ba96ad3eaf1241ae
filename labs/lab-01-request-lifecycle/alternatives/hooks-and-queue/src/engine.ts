import { fileURLToPath } from "node:url";
import autoload from "@fastify/autoload";
import Fastify, { type FastifyInstance } from "fastify";
import { LineForEachRequest } from "./line-for-each-request.ts";
import { ReportQueue } from "./report-queue.ts";

declare module "fastify" {
  interface FastifyInstance {
    reports: ReportQueue;
  }
}

/** The app without a socket: every file in plugins/, then every file in routes/. */
export async function engine(env: NodeJS.ProcessEnv): Promise<FastifyInstance> {
  const server = Fastify({
    logger: { formatters: { level: (label) => ({ level: label === "fatal" ? "error" : label }) } },
    logController: new LineForEachRequest(),
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
  });
  server.decorate("reports", new ReportQueue(env.REPORT_URL, server.log));
  const folder = (name: string) => fileURLToPath(new URL(name, import.meta.url));
  const options = { profile: env.APP_PROFILE };
  await server.register(autoload, { dir: folder("plugins"), encapsulate: false });
  await server.register(autoload, { dir: folder("routes"), options });
  return server;
}
