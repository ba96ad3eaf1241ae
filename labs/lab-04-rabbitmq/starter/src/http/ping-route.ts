import type { FastifyPluginAsync } from "fastify";

/** Liveness: this process answers. It says nothing about Redis or RabbitMQ. */
export const pingRoute: FastifyPluginAsync = async (server) => {
  server.get("/ping", async () => ({ status: "ok" }));
};
