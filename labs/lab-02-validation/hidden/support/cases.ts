import type { CheckContext, HttpResult, RunningApp } from "@picking-labs/test-kit";
import type { ABSENT } from "./at-path.ts";
import { withAt } from "./at-path.ts";
import { expectIssues, type Promised, type Reading } from "./issues.ts";
import type { Json, JsonObject } from "./json.ts";
import { shown, told } from "./told.ts";

/** One value at one place of a valid order, and the issues that it brings; none: it is valid. */
export type Case = {
  path: string;
  value: Json | typeof ABSENT;
  issues: readonly Promised[];
  /** Instead of "VALUE as PATH". */
  what?: string;
};

const AT_ONCE = 8;

/** What was sent, as it begins a sentence. */
export function sent({ path, value, what }: Pick<Case, "path" | "value" | "what">): string {
  if (what !== undefined) return `POST /orders with ${what}`;
  return typeof value === "symbol"
    ? `POST /orders without ${path}`
    : `POST /orders with ${shown(value)} as ${path}`;
}

/** Posts each case on an order of its own; of several that are answered wrongly, the first of the list is told. */
export async function expectCases(
  t: CheckContext,
  app: RunningApp,
  newOrder: () => JsonObject,
  cases: readonly Case[],
  reading: Reading = {},
): Promise<void> {
  const bodies = cases.map(({ path, value }) => withAt(newOrder(), path, value));
  const answers = await postAll(app, bodies);
  for (const [index, each] of cases.entries()) {
    const answer = answers[index] as HttpResult;
    if (each.issues.length > 0) expectIssues(t, sent(each), answer, each.issues, reading);
    else
      t.verify(
        answer.status === 200,
        () => `${sent(each)} ${told(answer)}. That is a valid order; promised is 200.`,
      );
  }
}

/** Answers in the order of the bodies, a few requests at a time. */
export async function postAll(
  app: RunningApp,
  bodies: readonly unknown[],
  path = "/orders",
): Promise<HttpResult[]> {
  const answers: HttpResult[] = [];
  const waiting = bodies.entries();
  const work = async () => {
    for (const [index, body] of waiting) answers[index] = await app.post(path, body);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return answers;
}
