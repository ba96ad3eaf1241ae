import type { CheckRecord } from "@picking-labs/contracts";
import { expect, test } from "vitest";
import { createVitest, type TestCase } from "vitest/node";
import { aSuiteContext, startPeer } from "./testing/grader-peer.ts";

const needs = { good: [], bad: [], odd: [], assertion: [], "after-bad": ["bad"], "after-good": ["good"] };

/** Runs the example suite as the grader does; returns what came of each check by its id. */
async function runExample(
  seed: string,
): Promise<Record<string, { state: string; record: CheckRecord | undefined }>> {
  const context = aSuiteContext(needs, { seed });
  await using _peer = startPeer(context.channel, {
    app: (_request, response) => response.end('{"status":"ok"}'),
  });
  const seen: [string, { state: string; record: CheckRecord | undefined }][] = [];
  const vitest = await createVitest({
    root: import.meta.dirname,
    watch: false,
    include: ["testing/example.suite.ts"],
    pool: "threads",
    isolate: false,
    maxWorkers: 1,
    maxConcurrency: 1000,
    sequence: { concurrent: true },
    provide: { "picking-labs": context },
    reporters: [
      {
        onTestCaseResult: (testCase: TestCase) =>
          void seen.push([
            testCase.name,
            { state: testCase.result().state, record: testCase.meta().picking },
          ]),
      },
    ],
    config: false,
  });
  try {
    const { unhandledErrors } = await vitest.start();
    expect(unhandledErrors).toEqual([]);
  } finally {
    await vitest.close();
  }
  return Object.fromEntries(seen);
}

test("each check of a suite reaches the grader with its own outcome", async () => {
  const results = await runExample("first seed");
  expect(results).toMatchObject({
    good: { state: "passed", record: { outcome: "passed" } },
    bad: {
      state: "failed",
      record: {
        outcome: "failed",
        failure: { saw: "the status of GET /ping is 200, promised 204", expected: "204", actual: "200" },
        evidence: [{ kind: "http", method: "GET", path: "/ping", status: 200, response: '{"status":"ok"}' }],
        stimulus: [
          { do: "start", app: "app" },
          { do: "http", app: "app", method: "GET", path: "/ping" },
        ],
      },
    },
    odd: {
      state: "failed",
      record: { outcome: "errored", error: expect.stringContaining("of the suite's own making") },
    },
    assertion: {
      state: "failed",
      record: { outcome: "failed", failure: { saw: expect.stringContaining("deeply equal") } },
    },
    "after-bad": { state: "skipped", record: { outcome: "not-reached", because: "bad" } },
    "after-good": { state: "passed", record: { outcome: "passed" } },
    "not-chosen": { state: "skipped", record: { outcome: "not-selected" } },
  });
}, 30_000);

test("the same seed draws the same values again, another seed others", async () => {
  const drawn = async (seed: string) =>
    JSON.stringify((await runExample(seed))["after-good"]?.record).match(/drawn \d+/)?.[0];
  const [once, again, other] = [await drawn("a"), await drawn("a"), await drawn("b")];
  expect(once).toBe(again);
  expect(once).not.toBe(other);
}, 30_000);
