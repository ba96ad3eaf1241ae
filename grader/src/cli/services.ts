import { command } from "./command.ts";

const ACTIONS = ["up", "status", "down", "logs"] as const;
export type ServicesAction = (typeof ACTIONS)[number];

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

/** @returns undefined for a word that is none of them */
export const actionOf = (word: string): ServicesAction | undefined =>
  ACTIONS.find((action) => action === word);
