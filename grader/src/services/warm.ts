import type { KeptService, ServiceKeeper } from "./kept-service.ts";

/** Who can keep a service up, each loaded when it is asked. */
export type ServiceKeepers = Record<KeptService["provider"], () => Promise<ServiceKeeper>>;

/** Those that stay up, by name. The others start with each run, in less time than a look takes. */
export const warmServices: Record<string, ServiceKeepers> = {
  rabbitmq: {
    native: async () => (await import("./rabbitmq/index.ts")).rabbitmqKeeper,
    docker: async () => (await import("./docker/index.ts")).rabbitmqContainerKeeper,
  },
};
