import type { FastifyPluginAsync } from "fastify";
import type { TenantConsumer } from "./tenant-consumer.ts";

type Options = { consumers: TenantConsumer[] };

/** `GET /consumers`: who takes events, and how many were taken since the start of this process. */
export const consumerRoutes: FastifyPluginAsync<Options> = async (server, { consumers }) => {
  server.get("/consumers", async () => ({ consumers: consumers.map((consumer) => consumer.status()) }));
};
