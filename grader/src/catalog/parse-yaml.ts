import type { Document } from "yaml";
import type { z } from "zod";
import { GraderError } from "../errors.ts";

/** Text of a YAML file as what `schema` says; every error names the file, the place and the cause. */
export async function parseYamlAs<T>(schema: z.ZodType<T>, text: string, file: string): Promise<T> {
  const { parseDocument } = await import("yaml");
  const document = parseDocument(text, { prettyErrors: true });
  const [error] = document.errors;
  if (error) throw new GraderError("manifest-broken", `${file}: ${error.message}`);
  const parsed = schema.safeParse(contentOf(document, file));
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues
    .slice(0, 10)
    .map((issue) => `  ${issue.path.join(".") || "(whole file)"}: ${issue.message}`);
  throw new GraderError("manifest-broken", `${file} is not what a lab needs:\n${issues.join("\n")}`);
}

function contentOf(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (cause) {
    throw new GraderError("manifest-broken", `${file}: ${(cause as Error).message}`, { cause });
  }
}
