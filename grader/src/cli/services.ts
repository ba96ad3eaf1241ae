import { command } from "./command.ts";

export const servicesCommand = command<Record<never, never>, [string, ...string[]]>(
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
    flags: {},
  },
  async () => (await import("./services-run.ts")).services,
);
