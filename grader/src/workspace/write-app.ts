import { existsSync } from "node:fs";
import { mkdir, readFile, realpath, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Lab } from "../catalog/index.ts";
import { GraderError } from "../errors.ts";
import type { SourceFiles } from "./source-files.ts";

/**
 * Lays compiled files out as a package of ours beside exactly the libraries that the lab publishes
 * (the `dependencies` of its package.json). Returns the folders that the app must be able to read.
 */
export async function writeApp(
  folder: string,
  files: SourceFiles,
  lab: Lab,
): Promise<{ readable: string[] }> {
  await mkdir(folder, { recursive: true });
  for (const path of new Set([...files.keys()].map((name) => dirname(name))))
    await mkdir(join(folder, path), { recursive: true });
  await Promise.all(
    [...files].map(([path, content]) => writeFile(join(folder, path), content, { mode: 0o644 })),
  );
  await writeFile(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  const readable = new Set([folder]);
  for (const library of await publishedLibraries(lab)) {
    const real = await locate(library, lab);
    const link = join(folder, "node_modules", library);
    await mkdir(dirname(link), { recursive: true });
    await symlink(real, link, "dir");
    readable.add(storeOf(real));
  }
  return { readable: [...readable] };
}

/** Upwards from the lab, as Node looks for it. */
async function locate(library: string, lab: Lab): Promise<string> {
  for (let folder = lab.folder; ; folder = dirname(folder)) {
    const found = await realpath(join(folder, "node_modules", library)).catch(() => undefined);
    if (found !== undefined) return found;
    if (folder === dirname(folder))
      throw new GraderError(
        "manifest-broken",
        `${lab.name}/package.json publishes ${library}, which is not installed.`,
      );
  }
}

async function publishedLibraries(lab: Lab): Promise<string[]> {
  const file = join(lab.folder, "package.json");
  if (!existsSync(file)) return [];
  const { dependencies = {} } = JSON.parse(await readFile(file, "utf8")) as {
    dependencies?: Record<string, string>;
  };
  return Object.keys(dependencies);
}

/** The virtual store that a library and its own dependencies lie in, or the library's folder itself. */
function storeOf(real: string): string {
  const marker = `${join("node_modules", ".pnpm")}`;
  const index = real.indexOf(marker);
  return index === -1 ? real : real.slice(0, index + marker.length);
}
