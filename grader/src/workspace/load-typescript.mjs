// Preloaded into every app: its files are compiled already, though their names end in .ts. Without this, Node would load
// its own TypeScript compiler, which is a third of a small app's start.
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

const FORMATS = new Map([
  [".ts", "module"],
  [".mts", "module"],
  [".cts", "commonjs"],
]);

registerHooks({
  load(url, context, next) {
    const { pathname } = new URL(url);
    const format = FORMATS.get(/\.[mc]?ts$/.exec(pathname)?.[0] ?? "");
    if (format === undefined || !url.startsWith("file:")) return next(url, context);
    return { format, source: readFileSync(fileURLToPath(url)), shortCircuit: true };
  },
});
