import { setTimeout as pause } from "node:timers/promises";
import {
  type Evidence,
  evidence as evidenceSchema,
  stimulus as stimulusSchema,
} from "@picking-labs/contracts";
import { expect, test } from "vitest";
import { Recorder } from "./recorder.ts";

const size = (evidence: Evidence[]) => JSON.stringify(evidence).length;
const texts = (evidence: Evidence[]) =>
  evidence.map((item) => ("text" in item ? item.text : item.kind === "log" ? item.line : item.kind));

test("entries stand in the order of their time, whenever they were told", () => {
  const recorder = new Recorder();
  recorder.see({ kind: "note", text: "later" }, 20);
  recorder.see({ kind: "note", text: "earlier" }, 10);
  expect(texts(recorder.finish().evidence)).toEqual(["earlier", "later"]);
});

test("times of the grader become times of the check", async () => {
  const before = performance.timeOrigin + performance.now();
  const recorder = new Recorder();
  await pause(10);
  const at = recorder.fromEpoch(performance.timeOrigin + performance.now());
  expect(Math.abs(at - recorder.now())).toBeLessThan(5);
  expect(recorder.fromEpoch(before)).toBeLessThanOrEqual(0);
});

test("of the equal entries of one poll the first and the last stay, other entries all stay", () => {
  const recorder = new Recorder();
  const poll = {};
  for (let count = 0; count < 10; count++)
    recorder.probing(poll, () => {
      recorder.did({ do: "http", app: "app", method: "GET", path: "/decisions", headers: {} });
      recorder.see(
        {
          kind: "http",
          app: "app",
          method: "GET",
          path: "/decisions",
          status: count < 5 ? 503 : 200,
          ms: count,
        },
        count,
      );
    });
  for (let count = 0; count < 3; count++) recorder.see({ kind: "note", text: "said three times" }, 100);
  const { evidence, stimulus } = recorder.finish();
  expect(evidence.map(({ at }) => at)).toEqual([0, 4, 5, 9, 100, 100, 100]);
  expect(stimulus).toHaveLength(2);
});

test("an asynchronous probe is known as part of its poll", async () => {
  const recorder = new Recorder();
  const poll = {};
  for (let count = 0; count < 5; count++)
    await recorder.probing(poll, async () => {
      await pause(1);
      recorder.see({ kind: "sql", text: "SELECT 1" });
    });
  expect(recorder.finish().evidence).toHaveLength(2);
});

test("too much is cut to 60 entries: ordinary lines first, then the middle, warnings and the end stay", () => {
  const recorder = new Recorder();
  for (let count = 0; count < 300; count++) {
    recorder.see(
      { kind: "log", app: "app", stream: "stdout", line: `{"level":"info","msg":"${count}"}` },
      count,
    );
    if (count % 4 === 0)
      recorder.see(
        { kind: "log", app: "app", stream: "stdout", line: `{"level":"warn","msg":"${count}"}` },
        count,
      );
  }
  recorder.see({ kind: "note", text: "the end" }, 301);
  const { evidence } = recorder.finish();
  expect(evidence).toHaveLength(60);
  expect(texts(evidence)[0]).toBe('{"level":"warn","msg":"0"}');
  expect(texts(evidence)).toContain("… 32 more entries are left out here");
  expect(texts(evidence).at(-1)).toBe("the end");
});

test("large texts are cut until everything fits into 32 KiB, small ones stay whole", () => {
  const recorder = new Recorder();
  for (let count = 0; count < 50; count++)
    recorder.see(
      {
        kind: "http",
        app: "app",
        method: "GET",
        path: "/",
        ms: 1,
        status: 200,
        response: "x".repeat(500_000),
      },
      count,
    );
  recorder.see(
    { kind: "sql", text: "SELECT *", rows: Array.from({ length: 1000 }, () => "y".repeat(100)) },
    50,
  );
  recorder.see({ kind: "note", text: "short and whole" }, 51);
  const { evidence } = recorder.finish();
  expect(size(evidence)).toBeLessThanOrEqual(32 * 1024);
  expect(evidence[0]).toMatchObject({ response: expect.stringMatching(/^x+… \(\d+ more characters\)$/) });
  expect(texts(evidence).at(-1)).toBe("short and whole");
});

test("a stimulus too large for a replay keeps its beginning and says so", () => {
  const recorder = new Recorder();
  for (let count = 0; count < 200; count++)
    recorder.did({
      do: "http",
      app: "app",
      method: "POST",
      path: "/orders",
      headers: {},
      body: "x".repeat(10_000),
    });
  const { evidence, stimulus } = recorder.finish();
  expect(stimulus).toHaveLength(103);
  expect(texts(evidence)).toEqual(["Only the first 103 of 200 steps are kept for a replay."]);
});

test("what is recorded is what the contracts describe", () => {
  const recorder = new Recorder();
  recorder.see({ kind: "http", app: "app", method: "GET", path: "/", ms: 1, error: "no answer within 10 s" });
  recorder.see({ kind: "process", app: "app", text: "ended with exit code 1" });
  recorder.did({ do: "sql", text: "INSERT INTO t VALUES ($1)", values: [1] });
  const { evidence, stimulus } = recorder.finish();
  expect(evidenceSchema.array().parse(evidence)).toEqual(evidence);
  expect(stimulusSchema.parse(stimulus)).toEqual(stimulus);
});
