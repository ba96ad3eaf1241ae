import type { FastifyInstance } from "fastify";
import fp from "fastify-plugin";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import type { Config } from "./config.ts";
import { countryRoutes } from "./countries/index.ts";
import { devRoutes } from "./dev/index.ts";
import { closing, errors, pingRoute, timing } from "./http/index.ts";
import { orderRoutes } from "./orders/index.ts";
import { idleReporter, postReport, reporter } from "./reports/index.ts";

/** How long requests in hand and reports may still take, together, after the app began to close, in milliseconds. */
const GRACE_MS = 2_000;

/** The whole engine as one plugin, without a socket. */
export const app = fp(async (server: FastifyInstance, { reportUrl, isDevelopment }: Config) => {
  const reports =
    reportUrl === undefined
      ? idleReporter
      : reporter((report, abandoned) => postReport(reportUrl, report, abandoned), server.log);

  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  await server.register(timing);
  await server.register(closing);
  await server.register(errors);
  await server.register(pingRoute);
  await server.register(countryRoutes);
  await server.register(orderRoutes, { reporter: reports });
  if (isDevelopment) await server.register(devRoutes);

  // The clock starts with the signal; the wait itself comes after the last request is answered.
  server.addHook("preClose", async () => void setTimeout(reports.abandon, GRACE_MS).unref());
  server.addHook("onClose", async () => reports.settled());
});
