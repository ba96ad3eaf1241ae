import type { CheckContext, RunningApp } from "@picking-labs/test-kit";
import { told } from "@picking-labs/test-kit/every-app";

export type Entry = Record<string, unknown>;

/** `GET /decisions` that must be answered 200 with a list. */
export async function readList(t: CheckContext, app: RunningApp, query: string): Promise<Entry[]> {
  const path = `/decisions${query}`;
  const answer = await app.get(path);
  t.verify(answer.status === 200, () => `GET ${path} ${told(answer)}. Promised is 200.`);
  const { decisions } = (answer.json ?? {}) as { decisions?: unknown };
  t.verify(
    Array.isArray(decisions),
    () => `GET ${path} was answered without a list "decisions": ${answer.text.slice(0, 160)}`,
  );
  return decisions as Entry[];
}
