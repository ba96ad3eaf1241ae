import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { expectedWith, type HostileApp, hostileApps, type Level, type Verdict } from "./hostile/index.ts";
import { canContain, fromEnvironment, reportOf, type TestPlace, test, walled } from "./support/index.ts";

const DOCUMENT = join(import.meta.dirname, "../../docs/hostile-apps.md");
const best: Level = walled ? "bubblewrap" : "process";

async function verdictOf(
  place: TestPlace,
  { lab = "lab-92" }: Pick<HostileApp, "lab">,
  source: string | Record<string, string>,
  level: Level,
): Promise<Verdict> {
  const target = await place.app(source);
  const words = ["grade", lab, "--target", target, "--isolation", level, "--json"];
  const end = await place.start(words, fromEnvironment("DOCKER_HOST")).ended;
  const { outcome, ...report } = reportOf(end);
  return "problem" in report ? report.problem.code : "score" in report ? report.score : outcome;
}

/** Every kind of walls, and none, takes many minutes more: `PICKING_LABS_EVERY_LEVEL=1`. */
const levels: Level[] =
  process.env.PICKING_LABS_EVERY_LEVEL !== "1"
    ? [best]
    : [
        "process",
        ...(walled ? (["bubblewrap"] as const) : []),
        ...((await canContain()) ? (["container"] as const) : []),
      ];

/** Most of them wait for a limit most of the time. */
const sideBySide = { concurrent: true };

describe.for(levels)("With walls of %s", sideBySide, (level) => {
  test.for(hostileApps.map((app) => [app.name, app] as const))("%s", async ([, app], { place }) => {
    expect(expectedWith(app, level)).toContain(await verdictOf(place, app, app.attack, level));
  });
});

describe("The harmless twin of", sideBySide, () => {
  test.for(hostileApps.map((app) => [app.name, app] as const))("%s", async ([, app], { place }) => {
    const { source, verdict } = app.control;
    expect(await verdictOf(place, app, source, best)).toBe(verdict);
  });
});

test("The list for readers is the list that is tried", async () => {
  const rows = hostileApps.map((app) => {
    const { name, tries, getsThrough } = app;
    const through = getsThrough === undefined ? "" : ` It gets ${getsThrough}.`;
    return `| ${name} | ${tries} | ${expectedWith(app, "process").join(" or ")}.${through} | ${expectedWith(app, "bubblewrap").join(" or ")}. |`;
  });
  const text = (await readFile(DOCUMENT, "utf8")).replaceAll(/ +/g, " ");
  for (const row of rows) expect(text).toContain(row);
  expect(new Set(hostileApps.map(({ name }) => name)).size).toBe(hostileApps.length);
});
