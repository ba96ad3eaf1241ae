import { COUNTRIES, decide } from "@picking-labs/domain";
import closeWithGrace from "close-with-grace";
import Fastify, { LogController } from "fastify";
import { type OrderBody, orderBody } from "./orders/order-body.ts";
import { readOrder } from "./orders/read-order.ts";
import { answerErrors } from "./refusals.ts";
import { openTenant } from "./tenants/tenant.ts";

const server = Fastify({
  logger: {
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (level) => ({ level: level === "fatal" ? "error" : level }) },
  },
  logController: new LogController({ disableRequestLogging: true }),
  ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
});

const { env } = process;
const tenants = await Promise.all(
  COUNTRIES.map((country) => {
    const name = country.toUpperCase();
    return openTenant(
      country,
      { amqp: env[`AMQP_URL_${name}`] ?? "", redis: env[`REDIS_URL_${name}`] ?? "" },
      server.log,
    );
  }),
);

answerErrors(server);
server.get("/ping", async () => ({ status: "ok" }));
server.get("/consumers", async () => ({ consumers: tenants.map((tenant) => tenant.status()) }));
server.post<{ Body: OrderBody }>("/orders", { schema: { body: orderBody } }, async ({ body }) => {
  const order = readOrder(body);
  return decide(order, await tenants.find(({ country }) => country === order.country)?.workload(order));
});

closeWithGrace({ delay: 4_500, logger: undefined }, async () => {
  const inTime = new Promise((resolve) => setTimeout(resolve, 3_800));
  const closing = server.close();
  await Promise.race([Promise.all([closing, ...tenants.map((tenant) => tenant.stop())]), inTime]);
});

await server.listen({ host: env.HOST || "127.0.0.1", port: Number(env.PORT || 3000) });
