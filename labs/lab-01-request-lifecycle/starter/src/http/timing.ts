import type { FastifyPluginAsync } from "fastify";

/** Every answer says how long it took. */
export const timing: FastifyPluginAsync = async (server) => {
  server.addHook("onRequest", async (request, reply) => {
    const queueMs = Date.now() - Number(request.headers["x-request-start"]);
    const appMs = reply.elapsedTime;
    reply.header("server-timing", `queue;dur=${queueMs}, app;dur=${appMs}`);
  });
};
