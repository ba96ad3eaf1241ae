import { command } from "./command.ts";

export const doctorCommand = command<Record<never, never>, []>(
  "See what this machine has of what the labs need, and how to get the rest",
  { positional: { kind: "tuple", parameters: [] }, flags: {} },
  async () => (await import("./doctor-run.ts")).doctor,
);
