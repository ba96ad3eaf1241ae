import { command } from "./command.ts";
import { type IsolationFlags, isolationFlag } from "./isolate.ts";
import { type InstallFlags, installFlag } from "./provide-servers.ts";
import { type ServicesFlags, servicesFlag } from "./services-flag.ts";
import type { ReportFiles } from "./write-reports.ts";

export type GradeFlags = {
  target?: string;
  task?: string;
  check?: string;
  seed?: string;
  repeat: number;
  json: boolean;
  all: boolean;
  evidence: boolean;
} & IsolationFlags &
  InstallFlags &
  ServicesFlags &
  ReportFiles;

const text = String;
const file = (kind: string) => ({
  kind: "parsed" as const,
  parse: text,
  optional: true as const,
  placeholder: "file",
  brief: `Also write the report as ${kind} to this file`,
});

export const gradeCommand = command<GradeFlags, [string]>(
  "Grade your work in a lab",
  {
    positional: {
      kind: "tuple",
      parameters: [{ brief: "The lab: lab-05, 5 or its whole name", parse: text, placeholder: "lab" }],
    },
    flags: {
      target: {
        kind: "parsed",
        parse: text,
        optional: true,
        brief: "work (default), solution, starter, mistake:NAME, alternative:NAME, a folder or a git ref",
      },
      task: { kind: "parsed", parse: text, optional: true, brief: "Only one task, by number or name" },
      check: { kind: "parsed", parse: text, optional: true, brief: "Only one check and what it needs" },
      seed: {
        kind: "parsed",
        parse: text,
        optional: true,
        brief: "The seed of all random values; each run shows its own",
      },
      repeat: {
        kind: "parsed",
        parse: repeats,
        default: "1",
        brief: "Grade this many times, one after another (1 to 100)",
      },
      isolation: isolationFlag,
      install: installFlag,
      services: servicesFlag,
      junit: file("JUnit XML"),
      markdown: file("Markdown"),
      html: file("one HTML page"),
      json: { kind: "boolean", default: false, withNegated: false, brief: "Print the report alone, as JSON" },
      all: {
        kind: "boolean",
        default: false,
        withNegated: false,
        brief: "Show the details of every failure",
      },
      evidence: {
        kind: "boolean",
        default: false,
        withNegated: false,
        brief: "Show the whole time line of each failure",
      },
    },
  },
  async () => (await import("./grade-run.ts")).grade,
);

function repeats(typed: string): number {
  const number = Number(typed);
  if (!Number.isInteger(number) || number < 1 || number > 100)
    throw new Error(`"${typed}" is no whole number from 1 to 100`);
  return number;
}
