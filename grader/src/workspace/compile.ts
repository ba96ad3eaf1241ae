import { stripTypeScriptTypes } from "node:module";
import { basename } from "node:path";
import type { TransformOptions } from "esbuild";
import { GraderError } from "../errors.ts";
import type { SourceFiles } from "./source-files.ts";

/** `mapped`: whether any file has a source map; reading them costs each start. */
export type Compiled = { files: SourceFiles; mapped: boolean };

export type CompiledFile = { code: string; mapped: boolean };

/**
 * Compiles TypeScript file by file to JavaScript under the same name, so that every TypeScript syntax runs on plain
 * Node and `new Worker(new URL("./sim.ts", import.meta.url))` still works.
 */
export async function compile(files: SourceFiles, one = compileFile): Promise<Compiled> {
  let mapped = false;
  const compiled = await Promise.all(
    [...files].map(async ([path, content]): Promise<[string, Buffer]> => {
      if (!/\.[mc]?ts$/.test(path)) return [path, content];
      const file = await one(path, content.toString("utf8"));
      mapped ||= file.mapped;
      return [path, Buffer.from(file.code)];
    }),
  );
  return { files: new Map(compiled), mapped };
}

/**
 * Types become blanks where that is enough, which keeps every line and column; syntax that needs code (enums, parameter
 * properties, decorators) brings an inline source map.
 */
export async function compileFile(path: string, text: string): Promise<CompiledFile> {
  const blanked = blankTypes(path, text);
  return blanked === undefined
    ? { code: await transpile(path, text), mapped: true }
    : { code: blanked, mapped: false };
}

const DECORATOR = /(?:^|\s)@[\p{ID_Start}(]/mu;

/** The text with blanks for types, or undefined when that is not enough or it cannot be read at all. */
export function blankTypes(path: string, text: string): string | undefined {
  // CommonJS may be written with import and export, which is more than types.
  if (path.endsWith(".cts")) return undefined;
  // Nothing would transform a decorator later on.
  if (DECORATOR.test(text)) return undefined;
  try {
    return stripTypeScriptTypes(text, { mode: "strip" });
  } catch {
    return undefined;
  }
}

/** How a file becomes JavaScript that needs more than blanks. */
export const transpiling = (path: string) =>
  ({
    loader: "ts",
    format: path.endsWith(".cts") ? "cjs" : "esm",
    // Lets Node see the names that a CommonJS file exports.
    platform: "node",
    target: "node24",
    // As seen from the compiled file, which lies at the same place.
    sourcefile: basename(path),
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
  }) satisfies TransformOptions;

async function transpile(path: string, text: string): Promise<string> {
  const { transform } = await import("esbuild");
  const result = await transform(text, transpiling(path)).catch((failure) => {
    throw syntaxError(path, failure);
  });
  return result.code;
}

type EsbuildFailure = {
  errors?: { text: string; location: { line: number; column: number; lineText: string } | null }[];
};

function syntaxError(path: string, failure: unknown): Error {
  const [first] = (failure as EsbuildFailure).errors ?? [];
  // A compiler that ends over a file has no place to tell.
  if (!first?.location)
    return new GraderError(
      "syntax-error",
      `${path}: the compiler gave up on this file (${(failure as Error).message.split("\n")[0]}). It may be nested too deeply.`,
    );
  const { line, column, lineText } = first.location;
  const gutter = `${line} | `;
  // Tabs stay tabs in front of the caret, so that it points at the column on every terminal.
  const indent = " ".repeat(gutter.length) + lineText.slice(0, column).replace(/[^\t]/g, " ");
  return new GraderError(
    "syntax-error",
    `${path}:${line}:${column + 1}: ${first.text}\n\n${gutter}${lineText}\n${indent}^`,
  );
}
