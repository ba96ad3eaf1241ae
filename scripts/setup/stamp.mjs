import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fingerprint } from "./fingerprint.mjs";
import { nodeBinary } from "./platform.mjs";
import { packageFolders } from "./workspace.mjs";

/** @typedef {{ fingerprint: string, everything: boolean }} Stamp */
/** @typedef {"current" | "missing" | "outdated" | "without-tools"} State */

const path = (/** @type {string} */ root) => join(root, "node_modules", ".picking-labs.json");

/**
 * What is installed, against what the checkout asks for now.
 * @param {string} root
 * @param {boolean} everything the maintainers' tools too, which grading never needs
 * @returns {State}
 */
export function installationState(root, everything) {
  const stamp = readStamp(root);
  if (stamp === undefined) return "missing";
  if (stamp.fingerprint !== fingerprint(root)) return "outdated";
  if (!isComplete(root, stamp)) return "missing";
  return everything && !stamp.everything ? "without-tools" : "current";
}

/**
 * Written last: an installation that was cut short has none.
 * @param {string} root
 * @param {Stamp} stamp
 */
export function writeStamp(root, stamp) {
  writeFileSync(path(root), `${JSON.stringify(stamp)}\n`);
}

/** @param {string} root */
export function removeStamp(root) {
  rmSync(path(root), { force: true });
}

/**
 * @param {string} root
 * @returns {Stamp | undefined}
 */
function readStamp(root) {
  try {
    return JSON.parse(readFileSync(path(root), "utf8"));
  } catch {
    return undefined; // none, or half written: either way not an installation to trust
  }
}

/**
 * @param {string} root
 * @param {Stamp} stamp
 */
function isComplete(root, stamp) {
  return (
    existsSync(nodeBinary(root)) && packageFolders(root).every((folder) => isLinked(root, folder, stamp))
  );
}

/**
 * @param {string} root
 * @param {string} folder
 * @param {Stamp} stamp
 */
function isLinked(root, folder, stamp) {
  if (folder === "scripts" && !stamp.everything) return true;
  const needsAny = readFileSync(join(root, folder, "package.json"), "utf8").includes('ependencies"');
  return !needsAny || existsSync(join(root, folder, "node_modules"));
}
