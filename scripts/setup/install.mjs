import { execFileSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { explainCause, explainFailure } from "./explain-failure.mjs";
import { runPackageManager } from "./package-manager.mjs";
import { Problem } from "./problem.mjs";
import { packageFolders } from "./workspace.mjs";

/**
 * Installs exactly what the lock file says. An earlier attempt that was cut short can leave something that the
 * package manager takes for complete, so what matters is tried out, and once everything is fetched anew.
 * @param {{ root: string, node: string, everything: boolean, env: NodeJS.ProcessEnv, say: (text: string) => void }} options
 */
export async function install({ root, node, everything, env, say }) {
  const log = join(root, ".labs", "install.log");
  for (const attempt of ["first", "last"]) {
    const { ok, output } = await runPackageManager({ root, everything, env, log });
    if (!ok) throw new Problem(explainFailure(output, log));
    const broken = whyUnusable(node);
    if (broken === undefined) return;
    const cause = explainCause(broken);
    if (cause !== undefined) throw new Problem(`${cause} (${broken})`);
    if (attempt === "last")
      throw new Problem(`The Node that comes with this repository does not start: ${broken}`);
    say("An earlier installation was cut short. Starting it over.");
    for (const folder of [".", ...packageFolders(root)]) {
      rmSync(join(root, folder, "node_modules"), { recursive: true, force: true });
    }
  }
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
