import type { CheckContext, HttpResult } from "@picking-labs/test-kit";
import { expectRefusal } from "./expect-refusal.ts";
import { clip, told } from "./told.ts";

export type Code =
  | "required"
  | "type"
  | "enum"
  | "format"
  | "precision"
  | "range"
  | "length"
  | "count"
  | "duplicate"
  | "mismatch";

/** Path and code of one promised issue. */
export type Promised = readonly [path: string, code: Code];

/** How an answer is read: only the checks of the shape itself insist on it, so that one habit does not fail them all. */
export type Reading = { strict?: boolean };

/**
 * Fails unless the answer is a 422 that tells exactly the promised issues, in whatever order.
 * @param what the request with what is wrong in it: 'POST /orders with "5" as orderId'
 */
export function expectIssues(
  t: CheckContext,
  what: string,
  answer: HttpResult,
  promised: readonly Promised[],
  { strict = false }: Reading = {},
): void {
  t.verify(
    answer.status === 422,
    () => `${what} ${told(answer)}. Promised is 422 with ${list(promised.map(entry))}.`,
  );
  if (strict) expectRefusal(t, what, answer, 422);
  const seen = strict ? strictIssues(t, what, answer) : lenientIssues(t, what, answer);
  const same = [...seen].sort().join() === promised.map(entry).sort().join();
  t.verify(
    same,
    () =>
      `${what} was answered 422 with ${list(seen)}. ${told422(seen, promised)}Promised is ${list(promised.map(entry))}.`,
  );
}

/** Says first what a long list hides. */
function told422(seen: readonly string[], promised: readonly Promised[]): string {
  if (promised.length < 4) return "";
  const wanted = promised.map(entry);
  const missing = wanted.filter((each) => !seen.includes(each));
  const more = seen.filter((each) => !wanted.includes(each));
  const parts = [
    ...(missing.length > 0 ? [`Missing: ${list(missing)}.`] : []),
    ...(more.length > 0 ? [`Too many: ${list(more)}.`] : []),
  ];
  return parts.length > 0 ? `${parts.join(" ")} ` : "";
}

function strictIssues(t: CheckContext, what: string, answer: HttpResult): string[] {
  return issuesIn(t, what, answer).map((issue) => {
    const { path, code, message } = issue;
    if (typeof path !== "string" || typeof code !== "string" || typeof message !== "string")
      return t.fail(
        `${what} was answered with the issue ${clip(JSON.stringify(issue), 120)}. Promised are path, code and message, each a text.`,
      );
    return entry([path, code]);
  });
}

function lenientIssues(t: CheckContext, what: string, answer: HttpResult): string[] {
  return issuesIn(t, what, answer).map(({ path, code }) => entry([dotted(path), String(code)]));
}

function issuesIn(t: CheckContext, what: string, answer: HttpResult): Record<string, unknown>[] {
  const { issues } = (answer.json ?? {}) as { issues?: unknown };
  if (!Array.isArray(issues))
    return t.fail(`${what} ${told(answer)}. The promised list "issues" is not there.`);
  return issues.map((issue: unknown) => (issue ?? {}) as Record<string, unknown>);
}

/** A path in another form, read as the one that it means: /products/0, products[0], ["products", 0]. */
function dotted(path: unknown): string {
  const text = Array.isArray(path) ? path.join(".") : String(path);
  return text
    .replace(/\[["']?(\w+)["']?\]/g, ".$1")
    .replaceAll("/", ".")
    .replace(/^(?:\$|body)?\./, "");
}

const entry = ([path, code]: readonly [string, string]) => `${path === "" ? '""' : path} ${code}`;

const list = (entries: readonly string[]) =>
  entries.length === 0 ? "no issue" : clip([...entries].sort().join(", "), 400);
