import { GraderError } from "../errors.ts";
import { startPostgres } from "./postgres/index.ts";
import type { ServiceProvider, StartedServices } from "./provider.ts";

/** Private throw-away servers on this machine: nothing needs to be installed for Postgres. */
export const nativeProvider: ServiceProvider = {
  name: "native",
  async start(request) {
    const missing = request.services.find((service) => service !== "postgres");
    if (missing) throw new GraderError("service-failed", `This version cannot start ${missing} yet.`);
    if (!request.services.includes("postgres"))
      return {
        list: [],
        lost: new Promise(() => {}),
        verify: async () => {},
        [Symbol.asyncDispose]: async () => {},
      };
    const { access, version, lost, verify, ...server } = await startPostgres(request);
    const started: StartedServices = {
      list: [{ name: "postgres", version, provider: "native" }],
      postgres: access,
      lost,
      verify,
      [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
    };
    return started;
  },
};
