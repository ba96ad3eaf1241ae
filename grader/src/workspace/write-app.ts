import { existsSync } from "node:fs";
import { copyFile, mkdir, readdir, readFile, realpath, symlink, writeFile } from "node:fs/promises";
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
  // Node follows links before it asks whether a file may be read.
  const built = await realpath(await builtLibraries(libraries, lab.folder, cache));
  const modules = join(folder, "node_modules");
  if (!reachesInside(files, libraries)) {
    await symlink(built, modules, "dir");
    return [built];
  }
  const stored = places.filter((place) => STORED.test(place));
  for (const [index, library] of libraries.entries()) {
    const place = places[index] ?? "";
    const link = join(modules, library);
    await mkdir(dirname(link), { recursive: true });
    // Out of the sources of a package of this repository, a path would lead on to the labs.
    await symlink(stored.includes(place) ? place : join(built, library), link, "dir");
  }
  return [built, ...(await foldersOf(stored))];
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

/** What a version of a library has to itself in the virtual store. */
const STORED = /^.*\/node_modules\/\.pnpm\/[^/]+(?=\/)/;

/**
 * The folders that stored libraries and all that they depend on lie in. Not the whole virtual store: that links to the
 * packages of this repository too, and an app that may read a link may read what it leads to.
 */
async function foldersOf(libraries: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  const waiting = [...libraries];
  for (let library = waiting.pop(); library !== undefined; library = waiting.pop()) {
    const folder = STORED.exec(library)?.[0];
    if (folder === undefined || found.has(folder)) continue;
    found.add(folder);
    waiting.push(...(await linkedFrom(folder)));
  }
  return [...found];
}

/** The real places of what is linked from a folder of the virtual store. */
async function linkedFrom(folder: string): Promise<string[]> {
  const modules = join(folder, "node_modules");
  const names = await readdir(modules);
  const scopes = names.filter((name) => name.startsWith("@"));
  const scoped = scopes.map(async (scope) =>
    (await readdir(join(modules, scope))).map((name) => join(scope, name)),
  );
  const all = [...names, ...(await Promise.all(scoped)).flat()];
  return Promise.all(all.map((name) => realpath(join(modules, name)).catch(() => "")));
}
