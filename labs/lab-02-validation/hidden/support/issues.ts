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

/**
 * Fails unless the answer is a 422 that tells exactly the promised issues, in whatever order.
 * @param what the request with what is wrong in it: 'POST /orders with "5" as orderId'
 */
export function expectIssues(
  t: CheckContext,
  what: string,
  answer: HttpResult,
  promised: readonly Promised[],
): void {
  t.verify(
    answer.status === 422,
    () => `${what} ${told(answer)}. Promised is 422 with ${list(promised.map(entry))}.`,
  );
  expectRefusal(t, what, answer, 422);
  const seen = seenIssues(t, what, answer);
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

function seenIssues(t: CheckContext, what: string, answer: HttpResult): string[] {
  const { issues } = answer.json as { issues?: unknown };
  if (!Array.isArray(issues))
    return t.fail(`${what} ${told(answer)}. The promised list "issues" is not there.`);
  return issues.map((issue: unknown) => {
    const { path, code, message } = (issue ?? {}) as Record<string, unknown>;
    if (typeof path !== "string" || typeof code !== "string" || typeof message !== "string")
      return t.fail(
        `${what} was answered with the issue ${clip(JSON.stringify(issue), 120)}. Promised are path, code and message, each a text.`,
      );
    return entry([path, code]);
  });
}

const entry = ([path, code]: readonly [string, string]) => `${path === "" ? '""' : path} ${code}`;

const list = (entries: readonly string[]) =>
  entries.length === 0 ? "no issue" : clip([...entries].sort().join(", "), 400);
