import type { FastifyInstance } from "fastify";
import fp from "fastify-plugin";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import type { Config } from "./config.ts";
import { openDatabase } from "./database/index.ts";
import { decisionRepository, decisionRoutes, decisionWriter } from "./decisions/index.ts";
import { errors, pingRoute } from "./http/index.ts";
import { orderRoutes } from "./orders/index.ts";

/** The whole engine as one plugin, without a socket. */
export const app = fp(async (server: FastifyInstance, config: Config) => {
  const database = await openDatabase(config.databaseUrl);
  const repository = decisionRepository(database);
  const writer = decisionWriter(repository.insert, config);

  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  await server.register(errors);
  await server.register(pingRoute);
  await server.register(orderRoutes, { writer, profile: config.profile });
  await server.register(decisionRoutes, { repository });

  server.addHook("onClose", () => database.end());
});
