import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, vi } from "vitest";
import {
  type ServersOfOthers,
  startRedisOfOthers,
  startServersOfOthers,
} from "../src/services/testing/index.ts";
import { flat, reportOf, startCommandLine, type TestPlace, test, walled } from "./support/index.ts";

// A RabbitMQ takes six seconds of a free core.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

/** Grades lab-93 on a Redis that somebody else keeps. */
async function gradeKeys(place: TestPlace, words: string[] = [], target = "solution") {
  await using others = await startRedisOfOthers(16);
  const args = ["grade", "lab-93", "--target", target, "--services", "external", ...words];
  return await place.start(args, { PICKING_LABS_REDIS_URL: others.redis }).ended;
}

describe("A check that requires what a server of others does not allow", () => {
  test("is neither passed nor failed, nor is who needs it, and the score says what it is out of", async ({
    place,
  }) => {
    const files = ["junit", "markdown", "html"].map(
      (kind) => [kind, join(place.root, `report.${kind}`)] as const,
    );
    const end = await gradeKeys(place, ["--json", ...files.flatMap(([kind, file]) => [`--${kind}`, file])]);
    const report = reportOf(end);
    expect(report).toMatchObject({
      outcome: "graded",
      score: 60,
      passed: false,
      notJudged: { checks: ["full-is-507", "goes-on"], points: 40 },
      tasks: [
        { id: "keys", points: 60, earned: 60 },
        { id: "full", points: 0, earned: 0, notJudged: 40 },
      ],
      checks: [
        { id: "key-lands", outcome: "passed" },
        {
          id: "full-is-507",
          outcome: "not-judged",
          capability: "redis.server",
          reason: "it needs a Redis that the grader may configure and restart",
          earned: 0,
        },
        {
          id: "goes-on",
          outcome: "not-judged",
          reason: expect.stringContaining("it needs full-is-507, which"),
        },
      ],
    });
    // With the points that are open the pass mark could be reached: no verdict.
    expect(end.code).toBe(4);
    const [junit = "", markdown = "", html = ""] = await Promise.all(
      files.map(([, file]) => readFile(file, "utf8")),
    );
    expect(junit).toMatch(/tests="3" failures="0" errors="0" skipped="2"/);
    expect(junit).toContain(
      "cannot be judged here: it needs a Redis that the grader may configure and restart",
    );
    for (const text of [markdown, html])
      expect(text).toMatch(
        /60 of the 60 points that could be judged here \(of 100\), which does not tell whether/,
      );
    expect(markdown).toContain("\\-\\-services native");
    expect(html).toContain("Neither passed nor failed: it needs a Redis");
  });

  test("is told on the terminal with what would judge it", async ({ place }) => {
    const { code, stdout } = await gradeKeys(place);
    expect(stdout).toMatch(/\? unknown While Redis takes nothing more/);
    expect(flat(stdout)).toContain(
      "(full-is-507, 30 points): it needs a Redis that the grader may configure and restart; --services native or --services docker has one.",
    );
    expect(stdout).toContain("Score 60 of the 60 points that could be judged here (of 100)");
    expect(flat(stdout)).toContain("Nothing failed, and that is no verdict yet");
    expect(stdout).not.toMatch(/✗|Everything in this lab holds/);
    expect(code).toBe(4);
  });

  test("is no pass when it is chosen alone, and what fails beside it still fails the run", async ({
    place,
  }) => {
    const chosen = await gradeKeys(place, ["--check", "full-is-507", "--json"]);
    expect(reportOf(chosen)).toMatchObject({ passed: false, score: 60, selection: { outOf: 90 } });
    expect(chosen.code).toBe(4);
    await place.edit("labs/lab-93-keys/solution/src/keys.ts", "set(key", "set(`x${key}`");
    const failed = await gradeKeys(place, ["--json"]);
    expect(reportOf(failed)).toMatchObject({
      score: 0,
      checks: [{ outcome: "failed" }, { outcome: "not-reached" }, { outcome: "not-judged" }],
    });
    expect(failed.code).toBe(1);
  });

  test("is no attempt that passed in full", async ({ place }) => {
    await place.edit("labs/lab-93-keys/lab.yaml", "points: 60\n    title", "points: 85\n    title");
    await place.edit("labs/lab-93-keys/lab.yaml", "points: 60 }", "points: 85 }");
    await place.edit("labs/lab-93-keys/lab.yaml", "points: 30\n", "points: 5\n");
    await place.edit("labs/lab-93-keys/lab.yaml", "points: 40,", "points: 15,");
    await place.run("start", "lab-93");
    await place.write("labs/lab-93-keys/work/src/keys.ts", await solution(place, "keys.ts"));
    await place.write("labs/lab-93-keys/work/src/main.ts", await solution(place, "main.ts"));
    const { code, stdout } = await gradeKeys(place, [], "work");
    expect(stdout).toContain("Score 85 of the 85 points that could be judged here (of 100)  passed");
    expect(flat(stdout)).toContain(
      "Everything that could be judged here holds. See above what the rest needs.",
    );
    expect(code).toBe(0);
    const [attempt] = (await readFile(join(place.state, "attempts/lab-93-keys.jsonl"), "utf8")).split("\n");
    expect(JSON.parse(`${attempt}`)).toMatchObject({ score: 85, passed: true, notJudged: 15 });
  });

  test("that does not say so fails the gate, on servers of this machine as well", async ({ place }) => {
    await place.edit("labs/lab-93-keys/lab.yaml", /\n {4}requires: .*/, "");
    const { code, stdout } = await place.run("check", "lab-93", "--only", "solution");
    expect(flat(stdout)).toContain(
      "full-is-507: it uses redis.server, which it does not require in lab.yaml",
    );
    expect(stdout).toContain("0 passed, 1 failed");
    expect(code).toBe(1);
  });

  test("proves nothing in the gate", async ({ place }) => {
    await using others = await startRedisOfOthers(16);
    const args = ["check", "lab-93", "--only", "mistake:full-is-503", "--services", "external"];
    const { code, stdout } = await place.start(args, { PICKING_LABS_REDIS_URL: others.redis }).ended;
    expect(flat(stdout)).toContain("full-is-507: not proved, as it cannot be judged here");
    expect(code).toBe(1);
  });
});

const solution = ({ labs }: TestPlace, file: string) =>
  readFile(join(labs, "lab-93-keys/solution/src", file), "utf8");

const LEVELS = [
  ["process", "L1", true],
  ["bubblewrap", "L2", walled],
] as const;

describe("Redis and RabbitMQ of others, both by URL", () => {
  let others: ServersOfOthers;
  beforeAll(async () => {
    others = await startServersOfOthers(16);
  });
  afterAll(() => others?.[Symbol.asyncDispose]());

  for (const [isolation, level, here] of LEVELS)
    test.runIf(here)(
      `serve checks of lab 04 at ${level}: faults of connections, and an app that is shared`,
      async () => {
        const words = ["grade", "lab-04", "--target", "solution", "--check", "connection-comes-back"];
        const end = await startCommandLine(
          [...words, "--services", "external", "--isolation", isolation, "--json"],
          { PICKING_LABS_REDIS_URL: others.redis, PICKING_LABS_RABBITMQ_URL: others.rabbitmq },
        ).ended;
        const report = reportOf(end);
        expect(report).toMatchObject({
          outcome: "graded",
          passed: true,
          services: [
            { name: "redis", provider: "external" },
            { name: "rabbitmq", provider: "external" },
          ],
          isolation: { levels: expect.arrayContaining([level]) },
        });
        expect(report).not.toHaveProperty("notJudged");
        expect(end.code).toBe(0);
      },
    );
});
