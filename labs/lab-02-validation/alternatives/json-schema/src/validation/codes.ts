import type { ErrorObject } from "ajv";
import type { Issue } from "./invalid.ts";

const ORDER = [
  "required",
  "type",
  "enum",
  "format",
  "precision",
  "range",
  "length",
  "count",
  "duplicate",
  "mismatch",
];

/** Keyword of JSON Schema → code of the contract. */
const CODES: Record<string, string> = {
  required: "required",
  type: "type",
  enum: "enum",
  pattern: "format",
  minimum: "range",
  maximum: "range",
  minLength: "length",
  maxLength: "length",
  minItems: "count",
  maxItems: "count",
};

type Found = Pick<Issue, "path" | "code">;

export function found({ keyword, instancePath, params }: ErrorObject): Found {
  const path = [
    ...instancePath.split("/").slice(1),
    ...(keyword === "required" ? [params.missingProperty] : []),
  ];
  return { path: path.join("."), code: CODES[keyword] ?? String(params.code ?? "format") };
}

/** One issue for each path: of several the one that stands first in the contract. */
export function onePerPath(all: Found[]): Issue[] {
  const sorted = all.toSorted((one, other) => ORDER.indexOf(one.code) - ORDER.indexOf(other.code));
  const first = new Map<string, Found>();
  for (const each of sorted) if (!first.has(each.path)) first.set(each.path, each);
  return [...first.values()].map((each) => ({ ...each, message: `${each.path || "body"}: ${each.code}` }));
}
