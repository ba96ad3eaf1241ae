import { COUNTRIES } from "@picking-labs/domain";
import Fastify, { type FastifyError } from "fastify";
import { log } from "./log.ts";
import { refusalOf } from "./refusal.ts";
import { addRoutes } from "./routes.ts";
import { Tenant } from "./tenant.ts";

const { HOST, PORT, APP_PROFILE, ...env } = process.env;

const server = Fastify({ logger: false });
server.removeContentTypeParser("text/plain");
server.setNotFoundHandler((request, reply) =>
  reply.code(404).send({ error: "not_found", message: `there is no ${request.method} ${request.url}` }),
);
server.setErrorHandler((error: FastifyError, _request, reply) => {
  const { status, body } = refusalOf(error);
  if (status === 500) log("error", "a request failed", { reason: error.message });
  return reply.code(status).send(body);
});

const tenants = new Map(
  await Promise.all(
    COUNTRIES.map(async (country, index) => {
      const url = env[`REDIS_URL_${country.toUpperCase()}`] || `redis://127.0.0.1:6379/${index}`;
      return [country, await Tenant.open(country, url)] as const;
    }),
  ),
);
addRoutes(server, tenants, APP_PROFILE === "development");
await server.listen({ host: HOST || "127.0.0.1", port: Number(PORT || 3000) });
log("info", "listening");

process.once("SIGTERM", async () => {
  const slow = setTimeout(() => process.exit(0), 4_300);
  await server.close();
  clearTimeout(slow);
  for (const tenant of tenants.values()) tenant.close();
  process.exit(0);
});
