import type { FastifyInstance } from "fastify";
import fp from "fastify-plugin";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import type { Config } from "./config.ts";
import { eventStore } from "./events/index.ts";
import { errors, pingRoute } from "./http/index.ts";
import { orderRoutes } from "./orders/index.ts";
import { startConsumer } from "./rabbit/consumer.ts";
import { openRedis } from "./redis/index.ts";

/** The whole engine as one plugin, without a socket. */
export const app = fp(async (server: FastifyInstance, { tenants }: Config) => {
  for (const { country, amqpUrl, redisUrl } of tenants) {
    const redis = await openRedis(redisUrl, server.log.child({ country }));
    const store = eventStore(redis);
    await startConsumer({ country, url: amqpUrl, store, log: server.log });
    server.addHook("onClose", async () => redis.disconnect());
  }

  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  await server.register(errors);
  await server.register(pingRoute);
  await server.register(orderRoutes);
});
