import type { CheckContext, HttpResult } from "@picking-labs/test-kit";
import { serverTiming } from "../support/server-timing.ts";

export type Asked = { method: string; url: string; answer: HttpResult };

/** Fails unless the request line holds what is promised of it. */
export function lineMatches(
  t: CheckContext,
  { method, url, answer }: Asked,
  line: Record<string, unknown>,
): void {
  const what = `The line of ${method} ${url}`;
  t.equal(line.level, "info", `${what}: its level`);
  t.equal(line.method, method, `${what}: its method`);
  t.equal(line.status, answer.status, `${what}: its status`);
  const times = serverTiming(answer);
  for (const [key, promised] of [
    ["queueMs", times?.queue],
    ["appMs", times?.app],
  ] as const) {
    const value = line[key];
    t.verify(
      typeof value === "number" && value >= 0,
      `${what} has ${key} ${JSON.stringify(value) ?? "missing"}; promised is a number that is 0 or more.`,
    );
    t.verify(
      promised === undefined || value === promised,
      `${what} has ${key} ${value}, and the answer said ${answer.headers["server-timing"]}; promised are the same numbers.`,
    );
  }
}
