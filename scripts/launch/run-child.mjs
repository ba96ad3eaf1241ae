import { spawn } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:os";
import { passSignals } from "./pass-signals.mjs";

/**
 * Runs a program on this terminal until it ends. Its exit code is the answer, 128 + n after death by signal n,
 * as a shell reports it.
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<number>}
 */
export async function runChild(program, args, { cwd, env }) {
  const child = spawn(program, args, { cwd, env, stdio: "inherit" });
  const signals = passSignals(child);
  try {
    const [code, signal] = await once(child, "exit");
    return signal ? 128 + constants.signals[/** @type {NodeJS.Signals} */ (signal)] : code;
  } finally {
    signals.stop();
  }
}
