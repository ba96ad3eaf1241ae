import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { constants } from "node:os";
import { passSignals } from "../launch/pass-signals.mjs";
import { isIncomplete } from "./explain-failure.mjs";
import { installEnvironment } from "./install-environment.mjs";
import { Problem } from "./problem.mjs";
import { followProgress } from "./progress.mjs";

const pnpm = "pnpm@12.21.0";
const maintainersTools = "@picking-labs/scripts";

/**
 * One installation, its whole output kept in a log. npm fetches the package manager, so nobody has to install it.
 * @param {{ root: string, everything: boolean, env: NodeJS.ProcessEnv, log: string }} options
 * @returns {Promise<{ ok: boolean, output: string }>} with the whole output
 */
export async function runPackageManager({ root, everything, env, log }) {
  // Named as a package: a surrounding npx may have left its own in the environment.
  const args = [
    "--yes",
    `--package=${pnpm}`,
    "--",
    "pnpm",
    "install",
    "--frozen-lockfile",
    "--reporter=append-only",
  ];
  if (!everything) args.push(`--filter=!${maintainersTools}`);
  const environment = await installEnvironment(root, env);
  const child = spawn("npx", args, { cwd: root, env: environment, stdio: ["ignore", "pipe", "pipe"] });
  const signals = passSignals(child);
  const progress = followProgress(process.stderr);
  const file = createWriteStream(log).on("error", () => {}); // on a full disk the message matters, not the log
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
      file.write(text);
      output += text;
      progress.read(text);
    });
  }
  try {
    const [code] = await once(child, "close");
    if (signals.received) throw stopped(signals.received);
    return { ok: code === 0 && !isIncomplete(output), output };
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "ENOENT") throw error;
    throw new Problem("npx was not found. It comes with npm: install npm and try again.");
  } finally {
    progress.stop();
    signals.stop();
    file.end();
  }
}

/** @param {NodeJS.Signals} signal */
function stopped(signal) {
  return new Problem(
    "Stopped. The next command takes the installation up again.",
    128 + constants.signals[signal],
  );
}
