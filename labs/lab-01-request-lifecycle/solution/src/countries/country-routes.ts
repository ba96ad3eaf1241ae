import { COUNTRIES, WAREHOUSES } from "@picking-labs/domain";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";

const answer = z.record(z.enum(COUNTRIES), z.array(z.number()).readonly());

/** `GET /countries`: the warehouses of each country. */
export const countryRoutes: FastifyPluginAsyncZod = async (server) => {
  server.get("/countries", { schema: { response: { 200: answer } } }, async () => WAREHOUSES);
};
