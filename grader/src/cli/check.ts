import { MISTAKES, type Mistakes } from "./check-mistakes.ts";
import { command } from "./command.ts";
import { type IsolationFlags, isolationFlag } from "./isolate.ts";
import { type InstallFlags, installFlag } from "./provide-servers.ts";
import { type ServicesFlags, servicesFlag } from "./services-flag.ts";

export type CheckFlags = {
  only?: string;
  mistakes?: Mistakes;
  updateGolden: boolean;
  summary?: string;
} & IsolationFlags &
  ServicesFlags &
  InstallFlags;

export const checkCommand = command<CheckFlags, [string?]>(
  "The gate: prove a lab's suite on its starter, solution, mistakes and alternatives",
  {
    positional: {
      kind: "tuple",
      parameters: [
        { brief: "A lab; all of them without it", parse: String, placeholder: "lab", optional: true },
      ],
    },
    flags: {
      only: {
        kind: "parsed",
        parse: String,
        optional: true,
        brief: "One target: starter, solution, mistake:NAME or alternative:NAME",
      },
      mistakes: {
        kind: "enum",
        values: MISTAKES,
        optional: true,
        brief: "Every one, as without it, or as few as make each check fail once",
      },
      updateGolden: {
        kind: "boolean",
        default: false,
        withNegated: false,
        brief: "Write the failure texts of the mistakes anew",
      },
      isolation: isolationFlag,
      install: installFlag,
      services: servicesFlag,
      summary: {
        kind: "parsed",
        parse: String,
        optional: true,
        brief: "Write { passed, failed } as JSON to this file",
      },
    },
  },
  async () => (await import("./check-run.ts")).check,
);
