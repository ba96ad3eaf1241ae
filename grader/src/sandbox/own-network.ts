import { readlinkSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { GraderError } from "../errors.ts";

/** Holds the network that a command was started in, so that one that went on in its own knows it. */
const STARTED_IN = "PICKING_LABS_STARTED_IN";

const network = () => readlinkSync("/proc/self/ns/net");

/** Whether this process has come here from another network. */
export function hasOwnNetwork(): boolean {
  const from = process.env[STARTED_IN];
  return from !== undefined && from !== network() && hasLoopbackAlone();
}

const hasLoopbackAlone = () => Object.keys(networkInterfaces()).every((name) => name === "lo");

/** The command line of this process. */
export const ourselves = (): string[] => [process.execPath, ...process.execArgv, ...process.argv.slice(1)];

/** This same process goes on as `command`, which runs it from its beginning in a network that is not the machine's. */
export function beginAgain(command: readonly string[], env: NodeJS.ProcessEnv = {}): never {
  // The shell finds the program.
  process.execve?.("/bin/sh", ["sh", "-c", 'exec "$@"', "sh", ...command], {
    ...process.env,
    ...env,
    [STARTED_IN]: network(),
  });
  throw new GraderError("internal", "The grader could not begin once more in a network of its own.");
}
