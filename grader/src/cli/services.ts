import { command } from "./command.ts";
import { type ServicesFlags, servicesFlag } from "./services-flag.ts";

export const servicesCommand = command<ServicesFlags, [string, ...string[]]>(
  "Services that stay up between grades: up, status, down or logs",
  {
    positional: {
      kind: "array",
      parameter: {
        brief: "up, status, down or logs, then names of services",
        parse: String,
        placeholder: "word",
      },
      minimum: 1,
    },
    flags: { services: servicesFlag },
  },
  async () => (await import("./services-run.ts")).services,
);
