import type { FastifyPluginAsync } from "fastify";

/** Liveness: this process answers. */
export const pingRoute: FastifyPluginAsync = async (server) => {
  server.get("/ping", async () => ({ status: "ok" }));
};
