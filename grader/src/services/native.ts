import type { ServiceProvider, StartedServices } from "./provider.ts";
import { startTogether } from "./start-together.ts";

/** Private servers on this machine: throw-away ones for the run, and a RabbitMQ that stays up between runs. Postgres needs no installation. */
export const nativeProvider: ServiceProvider = {
  name: "native",
  start: (request): Promise<StartedServices> =>
    startTogether("native", request, {
      postgres: async (own) => (await import("./postgres/index.ts")).startPostgres(own),
      redis: async (own) => (await import("./redis/index.ts")).startRedis(own),
      rabbitmq: async (own) => (await import("./rabbitmq/index.ts")).leaseRabbitmq(own),
    }),
};
