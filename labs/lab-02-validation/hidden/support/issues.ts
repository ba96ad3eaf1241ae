import type { CheckContext, HttpResult } from "@picking-labs/test-kit";
import { expectRefusal } from "./expect-refusal.ts";
import { meantPaths } from "./meant-paths.ts";
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
 * What of an answer is taken literally: the form of paths, the shape of refusal and issues, or the country of an invalid
 * warehouse. Other checks read all of it generously, so that one habit does not fail them all.
 */
export type Strict = "paths" | "shape" | "rules";

/**
 * Fails unless the answer is a 422 that tells exactly the promised issues, in whatever order.
 * @param what the request with what is wrong in it: 'POST /orders with "5" as orderId'
 */
export function expectIssues(
  t: CheckContext,
  what: string,
  answer: HttpResult,
  promised: readonly Promised[],
  strict?: Strict,
): void {
  const wanted = promised.map(entry);
  t.verify(answer.status === 422, () => `${what} ${instead(answer)}. Promised is 422 with ${list(wanted)}.`);
  if (strict === "shape") expectRefusal(t, what, answer, 422);
  const paths = promised.map(([path]) => path);
  const all = issuesOf(t, what, answer);
  const issues = strict === "rules" ? all : withoutCountry(all, paths);
  if (strict === "shape") expectShape(t, what, issues);
  const written = issues.map(({ path }) => path);
  const read = strict === "paths" ? written.map(String) : meantPaths(written, paths);
  const seen = issues
    .map(({ code }, index): [string, string] => [read[index] ?? "", String(code)])
    .filter(([path]) => !insideOfCount(path, promised))
    .map(entry);
  t.verify(
    same(seen, wanted),
    () =>
      `${what} was answered 422 with ${list(seen)}. ${wanted.length < 4 ? "" : differences(seen, wanted)}Promised is ${list(wanted)}.`,
  );
}

/** Like {@link expectIssues}, but whatever the codes. */
export function expectPaths(
  t: CheckContext,
  what: string,
  answer: HttpResult,
  promised: readonly string[],
): void {
  t.verify(
    answer.status === 422,
    () => `${what} ${instead(answer)}. Promised is 422 with an issue for each of them.`,
  );
  const written = withoutCountry(issuesOf(t, what, answer), promised).map(({ path }) => path);
  const seen = meantPaths(written, promised).map((path) => path || '""');
  t.verify(
    same(seen, promised),
    () => `${what} was answered 422 with issues at ${list(seen)}. ${differences(seen, promised).trimEnd()}`,
  );
}

/** What came instead of a refusal; an order that was taken need not be read again. */
const instead = (answer: HttpResult) =>
  answer.status === 200 ? "was taken as valid and answered 200" : told(answer);

/** Says first what a long list hides. */
function differences(seen: readonly string[], wanted: readonly string[]): string {
  const missing = wanted.filter((each) => !seen.includes(each));
  const more = seen.filter((each, index) => !wanted.includes(each) || seen.indexOf(each) < index);
  const parts = [
    ...(missing.length > 0 ? [`Missing: ${list(missing)}.`] : []),
    ...(more.length > 0 ? [`Too many: ${list(more)}.`] : []),
  ];
  return parts.length > 0 ? `${parts.join(" ")} ` : "";
}

type Issue = { path?: unknown; code?: unknown; message?: unknown };

function issuesOf(t: CheckContext, what: string, answer: HttpResult): Issue[] {
  const { issues } = (answer.json ?? {}) as { issues?: unknown };
  if (!Array.isArray(issues))
    return t.fail(`${what} ${told(answer)}. The promised list "issues" is not there.`);
  return issues.map((issue: unknown) => (issue ?? {}) as Issue);
}

/** Where the warehouse is invalid, whether its country is compared all the same is judged by the check of rules. */
const withoutCountry = (issues: readonly Issue[], promised: readonly string[]) =>
  promised.includes("warehouseId") && !promised.includes("country")
    ? issues.filter(({ code }) => code !== "mismatch")
    : issues;

/** Whether entries of a list with a wrong count are told or compared as well is not judged. */
const insideOfCount = (path: string, promised: readonly Promised[]) =>
  promised.some(([list, code]) => code === "count" && path.startsWith(`${list}.`));

function expectShape(t: CheckContext, what: string, issues: readonly Issue[]): void {
  for (const issue of issues)
    t.verify(
      [issue.path, issue.code, issue.message].every((part) => typeof part === "string"),
      () =>
        `${what} was answered with the issue ${clip(JSON.stringify(issue), 120)}. Promised are path, code and message, each a text.`,
    );
}

const same = (seen: readonly string[], wanted: readonly string[]) =>
  [...seen].sort().join() === [...wanted].sort().join();

const entry = ([path, code]: readonly [string, string]) => `${path === "" ? '""' : path} ${code}`;

const list = (entries: readonly string[]) =>
  entries.length === 0 ? "no issue" : clip([...entries].sort().join(", "), 400);
