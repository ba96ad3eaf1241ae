// Preloaded into an app that runs where its sources lie: TypeScript becomes what a grade would make of it, and nothing else changes.
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";
import { transformSync } from "esbuild";
import { blankTypes, transpiling } from "./compile.ts";

const FORMATS = new Map([
  [".ts", "module"],
  [".mts", "module"],
  [".cts", "commonjs"],
]);

registerHooks({
  load(url, context, next) {
    const format = FORMATS.get(/\.[mc]?ts$/.exec(new URL(url).pathname)?.[0] ?? "");
    if (format === undefined || !url.startsWith("file:")) return next(url, context);
    const path = fileURLToPath(url);
    const text = readFileSync(path, "utf8");
    const source = blankTypes(path, text) ?? transformSync(text, transpiling(path)).code;
    return { format, source, shortCircuit: true };
  },
});
