import { command } from "./command.ts";
import { type InstallFlags, installFlag } from "./provide-servers.ts";
import { type ServicesFlags, servicesFlag } from "./services-flag.ts";

export type DevFlags = { port: number; inspect: boolean } & InstallFlags & ServicesFlags;

export const devCommand = command<DevFlags, [string]>(
  "Run your work by hand: on real services, again after each change",
  {
    positional: {
      kind: "tuple",
      parameters: [{ brief: "The lab: lab-05, 5 or its whole name", parse: String, placeholder: "lab" }],
    },
    flags: {
      port: { kind: "parsed", parse: portOf, default: "3000", brief: "The port of your app" },
      inspect: {
        kind: "boolean",
        default: false,
        withNegated: false,
        brief: "Let a debugger come in (Node's --inspect, port 9229)",
      },
      install: installFlag,
      services: servicesFlag,
    },
  },
  async () => (await import("./dev-run.ts")).dev,
);

function portOf(typed: string): number {
  const port = Number(typed);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`"${typed}" is no port`);
  return port;
}
