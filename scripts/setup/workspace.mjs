import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Folders of the workspace's packages, the root left out, relative to it and sorted.
 * Reads the two forms of pattern that pnpm-workspace.yaml uses: "grader" and "labs/*".
 * @param {string} root
 */
export function packageFolders(root) {
  const settings = readFileSync(join(root, "pnpm-workspace.yaml"), "utf8");
  const list = /^packages:\n((?: +- .+\n)+)/m.exec(settings)?.[1] ?? "";
  const patterns = [...list.matchAll(/- +["']?([^"'\s]+)/g)].map((match) => match[1] ?? "");
  return patterns
    .flatMap((pattern) => (pattern.endsWith("/*") ? subfolders(root, pattern.slice(0, -2)) : [pattern]))
    .filter((folder) => existsSync(join(root, folder, "package.json")))
    .sort();
}

/**
 * @param {string} root
 * @param {string} folder
 */
function subfolders(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map((entry) => `${folder}/${entry.name}`);
}
