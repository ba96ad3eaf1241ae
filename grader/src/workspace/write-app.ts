import { existsSync } from "node:fs";
import { copyFile, mkdir, readFile, realpath, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Lab } from "../catalog/index.ts";
import { GraderError } from "../errors.ts";
import type { Compiled } from "./compile.ts";
import { builtLibraries } from "./libraries.ts";
import type { SourceFiles } from "./source-files.ts";

/** A laid out app: what Node needs to run it. */
export type WrittenApp = {
  folder: string;
  /** Folders that it must be able to read. */
  readable: string[];
  /** Flags of Node in front of the entry. */
  flags: string[];
};

/**
 * Lays compiled files out as a package of ours beside exactly the libraries that the lab publishes
 * (the `dependencies` of its package.json).
 */
export async function writeApp(
  folder: string,
  { files, mapped }: Compiled,
  lab: Lab,
  cache: string,
): Promise<WrittenApp> {
  await mkdir(folder, { recursive: true });
  for (const path of new Set([...files.keys()].map((name) => dirname(name))))
    await mkdir(join(folder, path), { recursive: true });
  await Promise.all(
    [...files].map(([path, content]) => writeFile(join(folder, path), content, { mode: 0o644 })),
  );
  await writeFile(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  const loader = join(folder, ".load-typescript.mjs");
  await copyFile(join(import.meta.dirname, "load-typescript.mjs"), loader);
  const readable = await addLibraries(folder, files, lab, cache);
  const flags = ["--import", pathToFileURL(loader).href, ...(mapped ? ["--enable-source-maps"] : [])];
  return { folder, readable: [folder, ...readable], flags };
}

async function addLibraries(folder: string, files: SourceFiles, lab: Lab, cache: string): Promise<string[]> {
  const libraries = await publishedLibraries(lab);
  if (libraries.length === 0) return [];
  const places = await Promise.all(libraries.map((library) => locate(library, lab)));
  if (!reachesInside(files, libraries)) {
    // Node follows links before it asks whether a file may be read.
    const built = await realpath(await builtLibraries(libraries, lab.folder, cache));
    await symlink(built, join(folder, "node_modules"), "dir");
    return [built];
  }
  for (const [index, library] of libraries.entries()) {
    const link = join(folder, "node_modules", library);
    await mkdir(dirname(link), { recursive: true });
    await symlink(places[index] ?? "", link, "dir");
  }
  return [...new Set(places.map(storeOf))];
}

/** Whether a file names something inside of a library, as "pino/file": a built library has only its front door. */
function reachesInside(files: SourceFiles, libraries: readonly string[]): boolean {
  const text = [...files.values()].join("\n");
  return libraries.some((library) => ['"', "'", "`"].some((quote) => text.includes(`${quote}${library}/`)));
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
