import { execFileSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { explainCause, explainFailure, isForeign } from "./explain-failure.mjs";
import { runPackageManager } from "./package-manager.mjs";
import { Problem } from "./problem.mjs";
import { packageFolders } from "./workspace.mjs";

/** @typedef {{ root: string, node: string, everything: boolean, env: NodeJS.ProcessEnv, say: (text: string) => void }} Options */

/**
 * Installs exactly what the lock file says. What an earlier installation left can be unusable, cut short or made by
 * another user with other folders: then, once, everything is put in place anew.
 * @param {Options} options
 */
export async function install(options) {
  const obstacle = await tryInstall(options);
  if (obstacle === undefined) return;
  options.say("What was installed here before cannot be used. Starting over.");
  for (const folder of [".", ...packageFolders(options.root)]) {
    rmSync(join(options.root, folder, "node_modules"), { recursive: true, force: true });
  }
  const remains = await tryInstall(options);
  if (remains !== undefined) throw new Problem(remains);
}

/**
 * @param {Options} options
 * @returns {Promise<string | undefined>} what is wrong, where starting over may help
 */
async function tryInstall({ root, node, everything, env }) {
  const log = join(root, ".labs/install.log");
  const { ok, output } = await runPackageManager({ root, everything, env, log });
  if (!ok && isForeign(output)) return explainFailure(output, log);
  if (!ok) throw new Problem(explainFailure(output, log));
  const broken = whyUnusable(node);
  const cause = broken && explainCause(broken);
  if (cause) throw new Problem(`${cause} (${broken})`);
  return broken && `The Node that comes with this repository does not start: ${broken}`;
}

/**
 * @param {string} node
 * @returns {string | undefined}
 */
function whyUnusable(node) {
  if (!existsSync(node)) return `${node} is missing`;
  try {
    execFileSync(node, ["--version"], { stdio: "pipe" });
    return undefined;
  } catch (error) {
    const { stderr, message } = /** @type {Error & { stderr?: Buffer }} */ (error);
    return stderr?.toString().trim() || message;
  }
}
