import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { decisionQuery, summaryQuery } from "./decision-query.ts";

/** What analysts read back. */
export const decisionRoutes: FastifyPluginAsyncZod = async (server) => {
  server.get("/decisions", { schema: { querystring: decisionQuery } }, async ({ query }) => ({
    decisions: await server.decisionRepository.list(query),
  }));

  server.get("/decisions/summary", { schema: { querystring: summaryQuery } }, async ({ query }) => ({
    summary: await server.decisionRepository.summary(query),
  }));
};
