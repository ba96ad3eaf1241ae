// Every package script comes through here. It needs only Node 20 and npm, brings the installation up to
// date when something changed, and hands over to the Node that comes with the repository.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { findCommand } from "./launch/commands.mjs";
import { runChild } from "./launch/run-child.mjs";
import { recoverFlags } from "./launch/swallowed-flags.mjs";
import { ensureInstalled, Problem, requireNode } from "./setup/index.mjs";

// Node opens a debugger on this signal, and an app that is graded may send it.
process.on("SIGUSR1", () => {});

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [name = "", ...typed] = process.argv.slice(2);
/** Messages go to stderr: stdout belongs to the command, which may print JSON there. */
const say = (/** @type {string} */ text) => process.stderr.write(`${text}\n`);

try {
  requireNode(process.versions.node);
  const command = findCommand(name);
  const flags = recoverFlags({ name, typed, env: process.env, say });
  const node = await ensureInstalled({ root, everything: command.everything, env: process.env, say });
  // Compiled code is kept for the next time; where it cannot be written, nothing is lost but that time.
  const env = { NODE_COMPILE_CACHE: join(root, ".labs", "cache", "node"), ...process.env };
  process.exitCode = await runChild(node, [...command.start, ...flags], { cwd: root, env });
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  say(`\n${error.message}`);
  process.exitCode = error.exitCode;
}
