import type { FastifyInstance } from "fastify";
import fp from "fastify-plugin";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import type { Config } from "./config.ts";
import { database } from "./database/index.ts";
import { decisionRoutes, decisions } from "./decisions/index.ts";
import { errors, pingRoute } from "./http/index.ts";
import { orderRoutes } from "./orders/index.ts";

/** The whole engine as one plugin, without a socket: what comes first is what the next one needs. */
export const app = fp(async (server: FastifyInstance, config: Config) => {
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);

  await server.register(errors);
  await server.register(database, config);
  await server.register(decisions, config);

  await server.register(pingRoute);
  await server.register(orderRoutes);
  await server.register(decisionRoutes);
});
