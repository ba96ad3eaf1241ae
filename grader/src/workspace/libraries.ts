import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Plugin } from "esbuild";
import { newRunId } from "../run-id.ts";

/** Bundled CommonJS still asks for these; ES modules have none of them. */
const COMMONJS_NAMES = [
  'import { createRequire as $createRequire } from "node:module";',
  "const require = $createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;",
].join("\n");

/**
 * A `node_modules` folder that holds each library as one file, shared code in common chunks. Loading hundreds of small
 * files is half of an app's start; this is made once and serves until a version changes.
 * @param from a folder from which the libraries resolve
 */
export async function builtLibraries(
  libraries: readonly string[],
  from: string,
  cache: string,
): Promise<string> {
  const require = createRequire(join(from, "package.json"));
  const manifests = await Promise.all(libraries.map((library) => manifestOf(library, require)));
  const hash = createHash("sha256").update(JSON.stringify([BUILD_VERSION, process.versions.node, manifests]));
  const folder = join(cache, `libraries-${hash.digest("hex").slice(0, 16)}`);
  if (!existsSync(folder)) await build(libraries, from, folder);
  return join(folder, "node_modules");
}

/** Raised when the way of building changes. */
const BUILD_VERSION = 1;

async function build(libraries: readonly string[], from: string, folder: string) {
  const half = join(dirname(folder), `half-${newRunId()}`);
  const modules = join(half, "node_modules");
  const { build } = await import("esbuild");
  try {
    await mkdir(modules, { recursive: true });
    const names = await exportedNames(libraries, from);
    await build({
      entryPoints: libraries.map((library) => ({ in: `library:${library}`, out: join(library, "index") })),
      outdir: modules,
      chunkNames: ".shared/[hash]",
      bundle: true,
      splitting: true,
      format: "esm",
      platform: "node",
      target: "node24",
      banner: { js: COMMONJS_NAMES },
      plugins: [reExport(names, from)],
      logLevel: "silent",
    });
    for (const library of libraries)
      await writeFile(
        join(modules, library, "package.json"),
        JSON.stringify({ name: library, type: "module", exports: "./index.js" }),
      );
    await rename(half, folder).catch((error) => {
      // Another first run was quicker; what it made serves as well.
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(half, { recursive: true, force: true });
  }
}

/** An entry for each library that has the names which Node would give it, whatever kind of module it is. */
function reExport(names: Record<string, string[]>, from: string): Plugin {
  return {
    name: "published-library",
    setup(esbuild) {
      esbuild.onResolve({ filter: /^library:/ }, ({ path }) => ({
        // As an .mjs file it imports CommonJS the way Node does.
        path: `${path.slice("library:".length)}.mjs`,
        namespace: "library",
      }));
      esbuild.onLoad({ filter: /.*/, namespace: "library" }, ({ path }) => {
        const library = path.slice(0, -".mjs".length);
        return { contents: entryOf(library, names[library] ?? []), resolveDir: from, loader: "js" };
      });
    },
  };
}

/** What CommonJS exports as a whole is what `require()` of an ES module gives for the name "module.exports". */
function entryOf(library: string, names: readonly string[]): string {
  const from = JSON.stringify(library);
  const named = names.filter((name) => /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name));
  const lines = [`export { ${named.join(", ")} } from ${from};`];
  if (names.includes("module.exports"))
    lines.push(
      `import $whole from ${from};`,
      "const $exported = $whole;",
      'export { $exported as "module.exports" };',
    );
  return lines.join("\n");
}

const LIST_NAMES = `
const names = {};
for (const library of process.argv.slice(1)) names[library] = Object.keys(await import(library));
console.log(JSON.stringify(names));
process.exit();
`;

/** Asks Node itself, in a process of its own, so that no library is loaded into the grader. */
async function exportedNames(libraries: readonly string[], from: string): Promise<Record<string, string[]>> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--input-type=module", "-e", LIST_NAMES, ...libraries],
    { cwd: from },
  );
  return JSON.parse(stdout) as Record<string, string[]>;
}

/** Name, version and dependencies; a library of this repository has its sources there instead. */
async function manifestOf(library: string, require: NodeJS.Require): Promise<string> {
  for (const folder of require.resolve.paths(library) ?? []) {
    const file = join(folder, library, "package.json");
    if (existsSync(file)) return readFile(file, "utf8");
  }
  return library;
}
