import { execFile } from "node:child_process";
import { programInPath } from "../program.ts";

const LIMIT_MS = 60_000;

/** The engine's command line tool. */
export const dockerProgram = () => programInPath("docker");

/**
 * Runs the tool to its end and returns what it wrote.
 * @param env is added to our own
 * @throws Error whose message is the tool's last word
 */
export function docker(args: readonly string[], env: Record<string, string> = {}): Promise<string> {
  const options = { env: { ...process.env, ...env }, timeout: LIMIT_MS };
  return new Promise((resolve, reject) => {
    execFile(dockerProgram(), args, options, (error, stdout, stderr) => {
      if (error === null) return resolve(stdout.trim());
      const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
      reject(
        new Error(missing ? "docker is not installed" : stderr.trim().split("\n").at(-1) || error.message),
      );
    });
  });
}
