import type { StricliProcess } from "@stricli/core";
import type { Place } from "../catalog/index.ts";
import type { Output } from "../reports/index.ts";

/** What every command may use of the world. */
export type Context = {
  process: StricliProcess;
  place: Place;
  out: Output;
  err: Output;
  /** Aborted by Ctrl-C, SIGTERM and SIGHUP. */
  signal: AbortSignal;
  env: NodeJS.ProcessEnv;
  /** Takes what a command threw; it is worded in one place. */
  failed(thrown: unknown): void;
};
