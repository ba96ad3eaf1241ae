import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { currentPlatform } from "./platform.mjs";
import { packageFolders } from "./workspace.mjs";

/**
 * One hash over everything that decides what an installation looks like.
 * @param {string} root
 */
export function fingerprint(root) {
  const hash = createHash("sha256").update(currentPlatform());
  const manifests = packageFolders(root).map((folder) => join(folder, "package.json"));
  for (const file of ["pnpm-lock.yaml", "pnpm-workspace.yaml", "package.json", ...manifests]) {
    hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest("hex");
}
