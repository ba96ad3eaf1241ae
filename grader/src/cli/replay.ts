import { command } from "./command.ts";
import { type IsolationFlags, isolationFlag } from "./isolate.ts";
import { type ServicesFlags, servicesFlag } from "./services-flag.ts";

export type ReplayFlags = { lab?: string; target?: string } & IsolationFlags & ServicesFlags;

export const replayCommand = command<ReplayFlags, [string]>(
  "Do again what a failed check did to your app, and show the exchange",
  {
    positional: {
      kind: "tuple",
      parameters: [{ brief: "The failed check", parse: String, placeholder: "check" }],
    },
    flags: {
      lab: {
        kind: "parsed",
        parse: String,
        optional: true,
        brief: "The lab, when several have such a check",
      },
      isolation: isolationFlag,
      services: servicesFlag,
      target: { kind: "parsed", parse: String, optional: true, brief: "As for grade; your work by default" },
    },
  },
  async () => (await import("./replay-run.ts")).replay,
);
