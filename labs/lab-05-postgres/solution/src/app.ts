import type { FastifyInstance } from "fastify";
import fp from "fastify-plugin";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import type { Config } from "./config.ts";
import { openDatabase } from "./database/index.ts";
import {
  absentRepository,
  decisionRepository,
  decisionRoutes,
  decisionWriter,
  idleWriter,
} from "./decisions/index.ts";
import { errors, pingRoute } from "./http/index.ts";
import { orderRoutes } from "./orders/index.ts";

/** How long decisions may still be written after the app began to close, in milliseconds. */
const FLUSH_MS = 4_000;

/** The whole engine as one plugin, without a socket. */
export const app = fp(async (server: FastifyInstance, config: Config) => {
  const database =
    config.databaseUrl === undefined ? undefined : await openDatabase(config.databaseUrl, server.log);
  const repository = database === undefined ? absentRepository : decisionRepository(database);
  const writer = config.writesDecisions
    ? decisionWriter(repository.insert, config.retryForMs, server.log)
    : idleWriter;

  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  await server.register(errors);
  await server.register(pingRoute);
  await server.register(orderRoutes, { writer });
  await server.register(decisionRoutes, { repository });

  // The clock starts with the signal; the wait itself comes after the last request is answered.
  server.addHook("preClose", async () => void setTimeout(writer.abandon, FLUSH_MS).unref());
  server.addHook("onClose", async () => {
    await writer.flushed();
    await database?.close();
  });
});
