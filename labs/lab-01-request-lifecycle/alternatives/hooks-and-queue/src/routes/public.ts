import { WAREHOUSES } from "@picking-labs/domain";
import type { FastifyInstance } from "fastify";

export async function publicRoutes(server: FastifyInstance) {
  server.get("/ping", () => Promise.resolve({ status: "ok" }));
  server.get("/countries", () => Promise.resolve(WAREHOUSES));
}
