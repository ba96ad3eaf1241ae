import { join } from "node:path";
import { assertWritable } from "./access.mjs";
import { explainCause } from "./explain-failure.mjs";
import { fingerprint } from "./fingerprint.mjs";
import { install } from "./install.mjs";
import { withLock } from "./lock.mjs";
import { nodeBinary } from "./platform.mjs";
import { Problem } from "./problem.mjs";
import { installationState, removeStamp, writeStamp } from "./stamp.mjs";

/** @typedef {import("./stamp.mjs").State} State */

/** Seconds were measured on 2 cores with a near registry; megabytes are what is downloaded. */
const reasons = {
  missing: "First run: installing what the labs need (about 130 MB, about 20 s).",
  outdated: "The list of dependencies has changed: bringing the installation up to date.",
  "without-tools":
    "First run of a maintainer's command: installing its tools (about 100 MB more, about 15 s).",
};

/**
 * Brings the installation up to date when it is not, and without any network when it is.
 * @param {{ root: string, everything: boolean, env: NodeJS.ProcessEnv, say: (text: string) => void }} options
 * @returns {Promise<string>} the path of the repository's own Node
 */
export async function ensureInstalled({ root, everything, env, say }) {
  const node = nodeBinary(root);
  if (installationState(root, everything) === "current") return node;
  assertWritable(root);
  try {
    await withLock(join(root, ".labs/install.lock"), say, () =>
      bringUpToDate({ root, node, everything, env, say }),
    );
  } catch (error) {
    const cause = explainCause(String(error)); // of a file that could not be written here
    throw cause === undefined || error instanceof Problem ? error : new Problem(`${cause} (${error})`);
  }
  return node;
}

/** @param {{ root: string, node: string, everything: boolean, env: NodeJS.ProcessEnv, say: (text: string) => void }} options */
async function bringUpToDate({ root, node, everything, env, say }) {
  const state = installationState(root, everything);
  if (state === "current") return; // another terminal has done it meanwhile
  say(reasons[state]);
  const started = performance.now();
  const asked = fingerprint(root);
  removeStamp(root);
  await install({ root, node, everything, env, say });
  writeStamp(root, { fingerprint: asked, everything });
  say(`Installed in ${Math.round((performance.now() - started) / 1000)} s.\n`);
}
