import type { FastifyInstance } from "fastify";
import fp from "fastify-plugin";
import type { Config } from "./config.ts";
import { orderSchemas } from "./contract/index.ts";
import { devRoutes } from "./dev/index.ts";
import { errors, pingRoute, validation } from "./http/index.ts";
import { openapiRoute } from "./openapi/index.ts";
import { orderRoutes } from "./orders/index.ts";

/** The whole app as one plugin, without a socket. */
export const app = fp(async (server: FastifyInstance, config: Config) => {
  const schemas = orderSchemas(config);

  await server.register(validation);
  await server.register(errors);
  await server.register(pingRoute);
  await server.register(orderRoutes, { schemas });
  await server.register(openapiRoute, { schemas });
  if (config.development) await server.register(devRoutes);
});
