import type { FastifyPluginAsync } from "fastify";
import { answerSchema } from "../contract/index.ts";

/** Sends whatever it is given through the contract of the answer: to try out what happens to a wrong one. */
export const devRoutes: FastifyPluginAsync = async (server) => {
  server.post("/dev/decision", { schema: { response: { 200: answerSchema } } }, async ({ body }) => body);
};
