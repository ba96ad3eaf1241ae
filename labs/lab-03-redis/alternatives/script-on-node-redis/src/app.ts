import { COUNTRIES } from "@picking-labs/domain";
import type { FastifyInstance } from "fastify";
import fp from "fastify-plugin";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import type { Config } from "./config.ts";
import { errors, pingRoute } from "./http/index.ts";
import { countriesOf, orderRoutes, WaitingOrders } from "./orders/index.ts";
import { connectTo, patient, type TenantClient } from "./redis/index.ts";

export const app = fp(async (server: FastifyInstance, { redisUrls, isDevelopment }: Config) => {
  const clients = new Map(
    COUNTRIES.map((country) => [country, connectTo(redisUrls[country], server.log.child({ country }))]),
  );
  await Promise.all([...clients.values()].map(triedOnce));

  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  await server.register(errors);
  await server.register(pingRoute);
  const countries = countriesOf(
    (country) => new WaitingOrders(country, patient(clients.get(country) as TenantClient)),
  );
  await server.register(orderRoutes, { countries, isDevelopment });

  server.addHook("onClose", async () => {
    for (const client of clients.values()) client.destroy();
  });
});

function triedOnce(client: TenantClient): Promise<unknown> {
  return new Promise((resolve) => {
    client.once("ready", resolve);
    client.once("error", resolve);
  });
}
