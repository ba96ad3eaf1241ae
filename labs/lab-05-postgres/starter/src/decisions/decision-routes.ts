import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { decisionQuery, summaryQuery } from "./decision-query.ts";
import type { DecisionRepository } from "./decision-repository.ts";

type Options = { repository: DecisionRepository };

/** What analysts read back. */
export const decisionRoutes: FastifyPluginAsyncZod<Options> = async (server, { repository }) => {
  server.get("/decisions", { schema: { querystring: decisionQuery } }, async ({ query }) => ({
    decisions: await repository.list(query),
  }));

  server.get("/decisions/summary", { schema: { querystring: summaryQuery } }, async ({ query }) => ({
    summary: await repository.summary(query),
  }));
};
