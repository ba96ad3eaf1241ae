import type { FastifyInstance } from "fastify";
import fp from "fastify-plugin";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import type { Config } from "./config.ts";
import { devRoutes } from "./dev/index.ts";
import { errors, pingRoute, timing } from "./http/index.ts";
import { orderRoutes } from "./orders/index.ts";
import { reporter } from "./reports/index.ts";

/** The whole engine as one plugin, without a socket. */
export const app = fp(async (server: FastifyInstance, { reportUrl, profile }: Config) => {
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  await server.register(timing);
  await server.register(errors);
  await server.register(pingRoute);
  await server.register(orderRoutes, { reporter: reporter(reportUrl) });
  await server.register(devRoutes, { profile });
});
