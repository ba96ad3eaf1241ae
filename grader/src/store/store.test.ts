import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type GradedReport, openStore } from "./store.ts";

async function newState(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "store-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

const report = (score: number, more: Partial<GradedReport> = {}): GradedReport => ({
  schema: 1,
  lab: { id: "lab-90-x", version: "1.0.0", title: "X" },
  suite: { digest: "s" },
  target: { kind: "work", name: "work", digest: `d${score}` },
  seed: "seed",
  startedAt: `2026-01-01T00:00:${String(score).padStart(2, "0")}.000Z`,
  isolation: { levels: [], notes: [] },
  services: [],
  phases: [],
  outcome: "graded",
  score,
  passMark: 80,
  passed: score >= 80,
  tasks: [],
  checks: [],
  unchangedStarter: false,
  ...more,
});
const chosen = { selection: { checks: ["a"], outOf: 20 } };

test("Whole runs of the learner's work are attempts, in the order in which they were kept; other runs are not", async () => {
  const store = openStore(await newState(), "half");
  await store.keep(report(10));
  await store.keep(report(20, { target: { kind: "solution", name: "solution", digest: "d" } }));
  await store.keep(report(30, chosen));
  await store.keep(report(40));
  expect((await store.attempts("lab-90-x")).map(({ score }) => score)).toEqual([10, 40]);
  expect(await store.attempts("lab-91-y")).toEqual([]);
});

test("The latest whole report and the latest of chosen checks are kept apart, newest first", async () => {
  const store = openStore(await newState(), "half");
  await store.keep(report(10));
  await store.keep(report(20, chosen));
  await store.keep(report(15));
  expect((await store.latest("lab-90-x")).map(({ score }) => score)).toEqual([20, 15]);
  expect(await store.latest("lab-91-y")).toEqual([]);
});

test("Many graders that record at once lose no attempt and mix no lines", async () => {
  const state = await newState();
  const scores = Array.from({ length: 50 }, (_, n) => n);
  await Promise.all(scores.map((score) => openStore(state, `half-${score}`).keep(report(score))));
  const kept = await openStore(state, "half").attempts("lab-90-x");
  expect(kept.map(({ score }) => score).sort((a, b) => a - b)).toEqual(scores);
});

test("A line that a full disk cut off is no attempt, and takes none with it", async () => {
  const state = await newState();
  const store = openStore(state, "half");
  await store.keep(report(10));
  const file = join(state, "attempts/lab-90-x.jsonl");
  const whole = await readFile(file, "utf8");
  await writeFile(file, `${whole}garbage\n{"at":5}\n${whole.slice(0, 30)}`);
  await store.keep(report(20));
  expect((await store.attempts("lab-90-x")).map(({ score }) => score)).toEqual([10, 20]);
});

test("A report that cannot be read is told with its file", async () => {
  const state = await newState();
  const store = openStore(state, "half");
  await store.keep(report(10));
  await writeFile(join(state, "reports/lab-90-x.whole.json"), '{"schema":1');
  await expect(store.latest("lab-90-x")).rejects.toMatchObject({
    code: "store-damaged",
    message: expect.stringContaining("lab-90-x.whole.json"),
  });
});
