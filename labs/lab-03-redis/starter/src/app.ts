import type { FastifyInstance } from "fastify";
import fp from "fastify-plugin";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import type { Config } from "./config.ts";
import { errors, pingRoute } from "./http/index.ts";
import { orderRoutes } from "./orders/index.ts";
import { openTenants } from "./redis/index.ts";

/** The whole engine as one plugin, without a socket. */
export const app = fp(async (server: FastifyInstance, { redisUrls, isDevelopment }: Config) => {
  const tenants = await openTenants(redisUrls);

  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  await server.register(errors);
  await server.register(pingRoute);
  await server.register(orderRoutes, { tenants, isDevelopment });

  server.addHook("onClose", async () => {
    await tenants.cz.quit();
  });
});
