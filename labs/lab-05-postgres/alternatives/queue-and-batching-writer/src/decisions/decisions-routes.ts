import type { FastifyPluginAsync } from "fastify";
import { refusal } from "../refusals.ts";
import { type Reader, SORTS, type Sort } from "./reader.ts";

const id = { type: "string", pattern: "^[1-9][0-9]{0,15}$" };
const listQuery = {
  type: "object",
  properties: {
    orderId: id,
    sort: { enum: SORTS, default: "-decidedAt" },
    limit: { type: "string", pattern: "^([1-9][0-9]{0,2}|1000)$", default: "100" },
  },
};
const summaryQuery = { type: "object", properties: { warehouseId: id } };

type ListQuery = { orderId?: string; sort: Sort; limit: string };

export const decisionsRoutes: FastifyPluginAsync<{ reader: Reader }> = async (server, { reader }) => {
  server.get<{ Querystring: ListQuery }>(
    "/decisions",
    { schema: { querystring: listQuery } },
    async ({ query }) => {
      return { decisions: await reader.decisions(safe(query.orderId), query.sort, Number(query.limit)) };
    },
  );

  server.get<{ Querystring: { warehouseId?: string } }>(
    "/decisions/summary",
    { schema: { querystring: summaryQuery } },
    async ({ query }) => ({ summary: await reader.summary(safe(query.warehouseId)) }),
  );
};

/** Sixteen digits may still be more than 2^53 − 1. */
function safe(id: string | undefined): string | undefined {
  if (id !== undefined && !Number.isSafeInteger(Number(id)))
    throw refusal(422, "an id is larger than 2^53 - 1");
  return id;
}
