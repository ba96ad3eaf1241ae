import { cp, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, vi } from "vitest";
import { test } from "./support/index.ts";

// A whole gate grades ten times.
vi.setConfig({ testTimeout: 300_000 });

test.for([
  ["lab-90-echo", 9],
  ["lab-91-rows", 8],
  ["lab-93-keys", 8],
] as const)(
  "The gate proves %s: manifest, starter, solution, alternatives and mistakes",
  async ([lab, proofs], { place }) => {
    const { code, stdout } = await place.run("check", lab, "--summary", join(place.root, "check.json"));
    expect(stdout).not.toContain("✗");
    expect(stdout).toContain(`${proofs} passed, 0 failed\n`);
    expect(JSON.parse(await readFile(join(place.root, "check.json"), "utf8"))).toEqual({
      passed: proofs,
      failed: 0,
      leftOut: 0,
      failures: [],
    });
    expect(code).toBe(0);
  },
);

test("The gate finds nothing to say about the manifest of any of these labs", async ({ place }) => {
  const { code, stdout } = await place.run("check", "--only", "manifest");
  expect(stdout).toContain("4 passed, 0 failed\n");
  expect(stdout).not.toContain("note:");
  expect(code).toBe(0);
});

test("The gate tells every name that leads nowhere, and every file that is no part of a lab", async ({
  place,
}) => {
  await place.edit("labs/lab-90-echo/README.md", "## The count", "## The sum");
  await place.edit("labs/lab-90-echo/lesson.md", "## Refusing", "## Denying");
  await place.edit("labs/lab-90-echo/mistakes/trims.yaml", "fails: [echo-exact]", "fails: [echo-exakt]");
  await place.write("labs/lab-90-echo/notes.txt", "");
  await place.write("labs/lab-90-echo/mistakes/golden/gone.txt", "");
  await rm(join(place.labs, "lab-90-echo/alternatives/router"), { recursive: true });
  const { code, stdout } = await place.run("check", "lab-90", "--only", "manifest");
  const lines = stdout.split("\n").map((line) => line.trim());
  expect(lines).toEqual(
    expect.arrayContaining([
      'check "counts": no text below README.md#the-count',
      'check "text-required": there is no lesson.md#refusing',
      'mistake "trims": there is no check "echo-exakt"',
      "mistakes/golden/gone.txt belongs to no mistake",
      "unexpected: notes.txt",
      "it has fewer than two alternatives",
      "note: 1 checks fail for no mistake yet: echo-exact",
      "0 passed, 1 failed",
    ]),
  );
  expect(code).toBe(1);
});

test("The gate fails when the starter is too good, a solution too bad, or a mistake fails other checks than it says", async ({
  place,
}) => {
  const lab = join(place.labs, "lab-90-echo");
  await rm(join(lab, "starter"), { recursive: true });
  await cp(join(lab, "solution"), join(lab, "starter"), { recursive: true });
  expect((await place.run("check", "lab-90", "--only", "starter")).stdout).toContain(
    "scored 100, wanted at most 25",
  );

  await place.edit("labs/lab-90-echo/mistakes/trims.yaml", "fails: [echo-exact]", "fails: [counts]");
  const mistake = await place.run("check", "lab-90", "--only", "mistake:trims");
  expect(mistake.stdout).toContain('fails: "echo-exact" is not written there, and it did: ');
  expect(mistake.stdout).toContain('fails: "counts" is written there, and it did not');

  await place.edit("labs/lab-90-echo/solution/src/echo.ts", "return text;", "return text.trim();");
  const solution = await place.run("check", "lab-90", "--only", "solution");
  expect(solution.stdout).toMatch(/scored 80, wanted 100\n +echo-exact: the answer of POST \/echo/);
  expect([mistake.code, solution.code]).toEqual([1, 1]);
});

test("A changed failure text is shown beside the written one, and --update-golden writes it", async ({
  place,
}) => {
  const golden = join(place.labs, "lab-90-echo/mistakes/golden/trims.txt");
  const written = await readFile(golden, "utf8");
  await place.edit(
    "labs/lab-90-echo/lab.yaml",
    "hint: Compare the two texts",
    "hint: Hold the two texts side by side,",
  );
  const differs = await place.run("check", "lab-90", "--only", "mistake:trims");
  expect(differs.stdout).toMatch(
    /golden text differs:\n +--- written\n[\s\S]*Compare the two[\s\S]*--- now\n[\s\S]*Hold the two/,
  );
  expect(differs.code).toBe(1);
  await place.run("check", "lab-90", "--only", "mistake:trims", "--update-golden");
  expect(await readFile(golden, "utf8")).toBe(
    written.replace("Compare the two texts", "Hold the two texts side by side,"),
  );
});

test("What a mistake may fail is not looked at, neither its verdict nor its text, and stands in no other list", async ({
  place,
}) => {
  const mistake = "labs/lab-90-echo/mistakes/coerces.yaml";
  await place.edit(
    mistake,
    "fails: [text-required, counts]",
    "fails: [text-required]\nmayFail: [counts, echo-exact]",
  );
  await place.run("check", "lab-90", "--only", "mistake:coerces", "--update-golden");
  const golden = await readFile(join(place.labs, "lab-90-echo/mistakes/golden/coerces.txt"), "utf8");
  expect(golden).toContain("text-required: ");
  expect(golden).not.toContain("counts: ");
  expect((await place.run("check", "lab-90", "--only", "mistake:coerces")).code).toBe(0);

  await place.edit(mistake, "mayFail: [counts", "mayFail: [text-required, uncertain, counts");
  const manifest = await place.run("check", "lab-90", "--only", "manifest");
  expect(manifest.stdout).toContain(
    'mistake "coerces": "text-required" cannot be certain and stand in mayFail as well',
  );
  expect(manifest.stdout).toContain('mistake "coerces": there is no check "uncertain"');
  expect(manifest.code).toBe(1);
});

test("A target that a lab does not have is refused, exit 2, and never counted as proved", async ({
  place,
}) => {
  const { code, stderr } = await place.run("check", "lab-90", "--only", "mistake:trim");
  expect(stderr).toContain('lab-90-echo has no "mistake:trim" to check. Did you mean mistake:trims?');
  expect(code).toBe(2);
});

test("With one mistake a check, what others prove already is left out, and said to be", async ({ place }) => {
  const summary = join(place.root, "check.json");
  const asked = ["check", "lab-90", "--mistakes", "one-a-check", "--summary", summary];
  const { code, stdout } = await place.run(...asked);
  expect(stdout).toContain("mistake:coerces");
  expect(stdout).not.toContain("mistake:counts-requests");
  expect(stdout).toMatch(/left out {2}1 mistakes of lab-90-echo: .*\n8 passed, 0 failed, 1 left out\n$/);
  expect(JSON.parse(await readFile(summary, "utf8"))).toEqual({
    ...{ passed: 8, failed: 0, leftOut: 1 },
    failures: [],
  });
  expect(code).toBe(0);
});

test("A choice of mistakes that there is not is refused, exit 2", async ({ place }) => {
  const { code, stderr } = await place.start(["check", "lab-90"], { PICKING_LABS_MISTAKES: "some" }).ended;
  expect(stderr).toContain('PICKING_LABS_MISTAKES is "some", not one of every, one-a-check.');
  expect(code).toBe(2);
});
