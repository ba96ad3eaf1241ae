import { GraderError } from "../errors.ts";
import type { SourceFiles } from "./source-files.ts";

/**
 * Compiles TypeScript file by file to JavaScript under the same name, so that every TypeScript syntax runs on plain
 * Node and `new Worker(new URL("./sim.ts", import.meta.url))` still works. Line numbers survive by inline source maps.
 */
export async function compile(files: SourceFiles): Promise<SourceFiles> {
  const { transform } = await import("esbuild");
  const compiled = await Promise.all(
    [...files].map(async ([path, content]): Promise<[string, Buffer]> => {
      if (!/\.[mc]?ts$/.test(path)) return [path, content];
      const result = await transform(content.toString("utf8"), {
        loader: "ts",
        format: path.endsWith(".cts") ? "cjs" : "esm",
        target: "node24",
        sourcefile: path,
        sourcemap: "inline",
        sourcesContent: false,
        // The learner's own tsconfig never decides what runs.
        tsconfigRaw: {
          compilerOptions: {
            verbatimModuleSyntax: true,
            experimentalDecorators: false,
            useDefineForClassFields: true,
          },
        },
        logLevel: "silent",
      }).catch((failure) => {
        throw syntaxError(path, failure);
      });
      return [path, Buffer.from(result.code)];
    }),
  );
  return new Map(compiled);
}

type EsbuildFailure = {
  errors?: { text: string; location: { line: number; column: number; lineText: string } | null }[];
};

function syntaxError(path: string, failure: unknown): Error {
  const [first] = (failure as EsbuildFailure).errors ?? [];
  if (!first?.location) return failure as Error;
  const { line, column, lineText } = first.location;
  const gutter = `${line} | `;
  // Tabs stay tabs in front of the caret, so that it points at the column on every terminal.
  const indent = " ".repeat(gutter.length) + lineText.slice(0, column).replace(/[^\t]/g, " ");
  return new GraderError(
    "syntax-error",
    `${path}:${line}:${column + 1}: ${first.text}\n\n${gutter}${lineText}\n${indent}^`,
  );
}
