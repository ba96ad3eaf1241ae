import type { FastifyPluginAsync } from "fastify";
import type { Order } from "../orders/index.ts";

/** Sends whatever it is given as if it were the answer of `POST /orders`: to try out what happens to a wrong one. */
export const devRoutes: FastifyPluginAsync = async (server) => {
  server.post("/dev/decision", async ({ body }) => body as Order);
};
