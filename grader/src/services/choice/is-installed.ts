import { missingServers } from "../installation/index.ts";
import type { ServiceName } from "../minimum-versions.ts";

/** Whether this machine can start a server of its own; Postgres comes with the repository. */
export const isInstalled = (service: ServiceName) =>
  service === "postgres" || !missingServers().includes(service);
