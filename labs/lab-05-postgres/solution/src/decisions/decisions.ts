import type { FastifyInstance } from "fastify";
import fp from "fastify-plugin";
import type { Config } from "../config.ts";
import { ApiError } from "../http/index.ts";
import { type DecisionRepository, decisionRepository } from "./decision-repository.ts";
import { type DecisionWriter, decisionWriter } from "./decision-writer.ts";

declare module "fastify" {
  interface FastifyInstance {
    decisionRepository: DecisionRepository;
    decisionWriter: DecisionWriter;
  }
}

/** Where decisions are kept, and who writes them. */
export const decisions = fp(async (server: FastifyInstance, { writesDecisions }: Config) => {
  const repository = server.database === undefined ? absentRepository : decisionRepository(server.database);
  const writer = writesDecisions ? decisionWriter(repository.insert, server.log) : idleWriter;

  server.decorate("decisionRepository", repository);
  server.decorate("decisionWriter", writer);
  server.addHook("onClose", () => writer.flushed());
});

/** Without an address there is no Postgres to ask. */
const absentRepository: DecisionRepository = { insert: refuse, list: refuse, summary: refuse };

async function refuse(): Promise<never> {
  throw new ApiError(503, "no Postgres is configured");
}

/** Under profiles that must not touch the real table. */
const idleWriter: DecisionWriter = {
  record: () => undefined,
  flushed: async () => undefined,
  abandon: () => undefined,
};
