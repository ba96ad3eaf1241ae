import { join } from "node:path";
import { assertWritable } from "./access.mjs";
import { explainCause } from "./explain-failure.mjs";
import { fingerprint } from "./fingerprint.mjs";
import { install } from "./install.mjs";
import { withLock } from "./lock.mjs";
import { Problem } from "./problem.mjs";
import { installationState, removeStamp, writeStamp } from "./stamp.mjs";

/**
 * @typedef {object} Options
 * @property {string} root
 * @property {string} node where the repository's own Node is to be
 * @property {boolean} everything the maintainers' tools too
 * @property {NodeJS.ProcessEnv} env
 * @property {(text: string) => void} say
 */

/**
 * Seconds were measured on 2 cores with a near registry; megabytes are what is downloaded.
 * @param {import("./stamp.mjs").State} state
 * @param {boolean} everything
 */
function reason(state, everything) {
  if (state === "outdated")
    return "The list of dependencies has changed: bringing the installation up to date.";
  if (state === "without-tools")
    return "Installing the maintainers' tools as well (about 100 MB more, about 15 s).";
  if (everything)
    return "First run: installing the labs and the maintainers' tools (about 230 MB, about 30 s).";
  return "First run: installing what the labs need (about 130 MB, about 20 s).";
}

/**
 * Installs, one process at a time.
 * @param {Options} options
 */
export async function bringUpToDate(options) {
  const { root, say } = options;
  assertWritable(root);
  try {
    await withLock(join(root, ".labs/install.lock"), say, () => installOnce(options));
  } catch (error) {
    const cause = explainCause(String(error)); // of a file that could not be written here
    throw cause === undefined || error instanceof Problem ? error : new Problem(`${cause} (${error})`);
  }
}

/** @param {Options} options */
async function installOnce({ root, node, everything, env, say }) {
  const state = installationState(root, everything);
  if (state === "current") return; // another terminal has done it meanwhile
  say(reason(state, everything));
  const started = performance.now();
  const asked = fingerprint(root);
  removeStamp(root);
  await install({ root, node, everything, env, say });
  writeStamp(root, { fingerprint: asked, everything });
  say(`Installed in ${Math.round((performance.now() - started) / 1000)} s.\n`);
}
