import type { z } from "zod";

/** The codes of issues. Of several that apply to one field, the first in this order is told. */
const CODES = {
  required: "must be there",
  type: "has another type",
  enum: "is none of the known values",
  format: "is not written as promised",
  precision: "has more than 3 fraction digits",
  range: "is too small or too large",
  length: "is too short or too long",
  count: "has too few or too many entries",
  duplicate: "stands there already",
  mismatch: "does not fit to another field",
} as const;

export type Code = keyof typeof CODES;
/** What is wrong with one field; `path` leads to it from the body, as `products.0.amount`. */
export type Issue = { path: string; code: Code; message: string };

const ORDER = Object.keys(CODES) as Code[];

/** For schemas of one JSON type: a key that is not there is another mistake than a value of another type. */
export const typed = {
  error: ({ input }: { input?: unknown }): Code => (input === undefined ? "required" : "type"),
};

/** The issues of a schema whose messages are codes: one for each path. */
export function issuesOf(error: z.ZodError): Issue[] {
  const codes = new Map<string, Code>();
  for (const { path, message } of error.issues) {
    const at = path.join(".");
    const code = message as Code;
    const known = codes.get(at);
    if (known === undefined || ORDER.indexOf(code) < ORDER.indexOf(known)) codes.set(at, code);
  }
  return [...codes].map(([path, code]) => ({ path, code, message: `${path || "the body"} ${CODES[code]}` }));
}
