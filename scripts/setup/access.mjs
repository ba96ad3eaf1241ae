import { accessSync, constants, existsSync, statSync } from "node:fs";
import { userInfo } from "node:os";
import { dirname, join } from "node:path";
import { Problem } from "./problem.mjs";

/**
 * An installation writes here; said plainly before a package manager says it in its own way.
 * @param {string} root
 */
export function assertWritable(root) {
  for (const path of [root, join(root, "node_modules"), join(root, ".labs")]) {
    if (canWrite(path)) continue;
    throw new Problem(
      `Something must be installed, but ${path} belongs to user ${statSync(path).uid} and you` +
        ` (${userInfo().username}) may not write there. Clone the repository for yourself, or let its owner run this once.`,
    );
  }
}

/**
 * Whether a file or folder may be written, or created where it is missing.
 * @param {string} path
 * @returns {boolean}
 */
export function canWrite(path) {
  let nearest = path;
  while (!existsSync(nearest)) nearest = dirname(nearest);
  if (nearest !== path && !statSync(nearest).isDirectory()) return false; // a home of /dev/null, for example
  try {
    accessSync(nearest, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
