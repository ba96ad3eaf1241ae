import { holdGateway } from "../gateway/index.ts";
import type { ServiceProvider } from "../provider.ts";
import { startTogether } from "../start-together.ts";
import { borrowPostgres } from "./postgres.ts";

/** Servers that somebody else keeps, named by URLs in the environment. Nothing in them is touched that a run has not made itself. */
export const externalProvider: ServiceProvider = {
  name: "external",
  async start(request) {
    await holdGateway();
    return startTogether("external", request, {
      postgres: borrowPostgres,
      redis: async (own) => (await import("./redis.ts")).borrowRedis(own),
      rabbitmq: async (own) => (await import("./rabbitmq.ts")).borrowRabbitmq(own),
    });
  },
};
