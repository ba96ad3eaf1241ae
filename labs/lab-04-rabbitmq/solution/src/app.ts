import type { FastifyInstance } from "fastify";
import fp from "fastify-plugin";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import type { Config } from "./config.ts";
import { consumerRoutes, tenantConsumer } from "./consumers/index.ts";
import { eventStore } from "./events/index.ts";
import { errors, pingRoute } from "./http/index.ts";
import { orderRoutes } from "./orders/index.ts";
import { openRedis } from "./redis/index.ts";

/** How long messages in hand may still be settled after the app began to close, in milliseconds. */
const SETTLE_MS = 3_500;

/** The whole engine as one plugin, without a socket. */
export const app = fp(async (server: FastifyInstance, { tenants }: Config) => {
  const engines = await Promise.all(
    tenants.map(async ({ country, amqpUrl, redisUrl }) => {
      const log = server.log.child({ country });
      const redis = await openRedis(redisUrl, log);
      const store = eventStore(country, redis);
      const consumer = tenantConsumer({ country, url: amqpUrl, store, log: server.log });
      await consumer.start();
      return { country, redis, store, consumer };
    }),
  );
  const consumers = engines.map(({ consumer }) => consumer);

  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  await server.register(errors);
  await server.register(pingRoute);
  await server.register(orderRoutes, {
    workloads: new Map(engines.map(({ country, store }) => [country, store.workload])),
  });
  await server.register(consumerRoutes, { consumers });

  let stopped: Promise<unknown> = Promise.resolve();
  // With the signal, beside the requests in hand: nothing new is taken from the queues from now on.
  server.addHook("preClose", async () => {
    const limit = AbortSignal.timeout(SETTLE_MS);
    stopped = Promise.all(consumers.map((consumer) => consumer.stop(limit)));
  });
  server.addHook("onClose", async () => {
    await stopped;
    for (const { redis } of engines) redis.disconnect();
  });
});
