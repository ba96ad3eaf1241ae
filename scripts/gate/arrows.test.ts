import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const require = createRequire(import.meta.url);
const root = join(import.meta.dirname, "../..");
const cruiser = join(root, "scripts/node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");

/** Each import breaks the rule of the same row, and only that one. */
const forbidden: [rule: string, from: string, to: string][] = [
  ["everything-resolves", "grader/src/engine/a.ts", "./nowhere.ts"],
  ["layers-below-engine", "grader/src/catalog/a.ts", "grader/src/engine/index.ts"],
  ["layers-below-engine", "grader/src/vault/a.ts", "grader/src/cli/index.ts"],
  ["layers-below-engine", "grader/src/store/a.ts", "grader/src/reports/index.ts"],
  ["engine-below-cli", "grader/src/engine/b.ts", "grader/src/cli/index.ts"],
  ["engine-below-cli", "grader/src/engine/c.ts", "grader/src/reports/index.ts"],
  ["reports-know-contracts", "grader/src/reports/a.ts", "grader/src/engine/index.ts"],
  ["reports-know-contracts", "grader/src/mentor/a.ts", "grader/src/suites/index.ts"],
  ["errors-know-nobody", "grader/src/errors.ts", "grader/src/scoring/index.ts"],
  ["folder-entrance", "grader/src/cli/a.ts", "grader/src/engine/inner-part.ts"],
  ["folder-entrance", "grader/src/suites/a.ts", "grader/src/services/postgres/start.ts"],
  ["folder-entrance-from-the-root", "shared/test-kit/src/a.ts", "shared/test-kit/src/app/part.ts"],
  ["inner-folder-entrance", "grader/src/services/a.ts", "grader/src/services/postgres/start.ts"],
  ["inner-folder-neighbours", "grader/src/services/docker/a.ts", "grader/src/services/postgres/start.ts"],
  ["labs-know-no-grader", "labs/lab-01/hidden/a.test.ts", "grader/src/engine/index.ts"],
  ["labs-know-no-other-lab", "labs/lab-01/hidden/b.test.ts", "labs/lab-02/hidden/support.ts"],
  ["apps-stand-alone", "labs/lab-01/solution/src/a.ts", "labs/lab-01/hidden/support.ts"],
  ["suites-stay-outside", "labs/lab-01/hidden/c.test.ts", "labs/lab-01/solution/src/part.ts"],
  ["shared-knows-no-user", "shared/domain/src/a.ts", "labs/lab-01/hidden/support.ts"],
  ["contracts-and-domain-are-leaves", "shared/contracts/src/a.ts", "shared/domain/src/index.ts"],
  ["grader-knows-no-lab", "grader/src/suites/b.ts", "labs/lab-01/hidden/support.ts"],
  ["packages-by-name", "grader/src/store/b.ts", "shared/contracts/src/index.ts"],
  ["start-needs-only-node", "scripts/setup/a.mjs", "scripts/gate/part.ts"],
];

const allowed: [from: string, to: string][] = [
  ["grader/src/cli/ok.ts", "grader/src/engine/index.ts"],
  ["grader/src/cli/ok-reports.ts", "grader/src/reports/index.ts"],
  ["grader/src/engine/ok.ts", "grader/src/services/index.ts"],
  ["grader/src/services/ok.ts", "grader/src/services/postgres/index.ts"],
  ["grader/src/suites/ok.ts", "grader/src/sandbox/index.ts"],
  ["grader/src/reports/ok.ts", "grader/src/store/index.ts"],
  ["grader/src/store/ok.ts", "grader/src/errors.ts"],
  ["shared/test-kit/src/app/ok.test.ts", "shared/test-kit/src/testing/peer.ts"],
  ["labs/lab-01/hidden/ok.test.ts", "labs/lab-01/hidden/support.ts"],
];

let tree: string;
let broken: { from: string; rule: string }[];

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), "arrows-"));
  cpSync(join(root, ".dependency-cruiser.cjs"), join(tree, ".dependency-cruiser.cjs"));
  write("tsconfig.json", "{}");
  for (const file of new Set([...forbidden.map(([, , to]) => to), ...allowed.map(([, to]) => to)])) {
    if (!file.startsWith("./")) write(file, "export const value = 1;\n");
  }
  for (const [from, to] of [...forbidden.map(([, from, to]) => [from, to] as const), ...allowed]) {
    write(from, `import type {} from "${to.startsWith("./") ? to : join(up(from), to)}";\n`);
  }
  // Two files in a circle; the imports above are of types only, which may go round.
  write("grader/src/scoring/one.ts", 'import { two } from "./two.ts";\nexport const one = () => two;\n');
  write("grader/src/scoring/two.ts", 'import { one } from "./one.ts";\nexport const two = () => one;\n');
  broken = cruise();
});
afterAll(() => rmSync(tree, { recursive: true }));

test.each(forbidden)("%s: %s must not import %s", (rule, from) => {
  expect(broken.filter((violation) => violation.from === from).map(({ rule }) => rule)).toContain(rule);
});

test.each(allowed)("%s may import %s", (from) => {
  expect(
    broken.filter((violation) => violation.from === from && violation.rule !== "packages-by-name"),
  ).toEqual([]);
});

test("Each rule is proven by at least one import that breaks it", () => {
  const rules = require(join(root, ".dependency-cruiser.cjs")).forbidden.map(
    ({ name }: { name: string }) => name,
  );
  expect(new Set([...forbidden.map(([rule]) => rule), "no-circles"])).toEqual(new Set(rules));
});

test("Two files that need each other are found", () => {
  expect(broken).toContainEqual({ from: "grader/src/scoring/one.ts", rule: "no-circles" });
});

function write(file: string, content: string): void {
  mkdirSync(dirname(join(tree, file)), { recursive: true });
  writeFileSync(join(tree, file), content);
}

function up(from: string): string {
  return "../".repeat(from.split("/").length - 1);
}

function cruise(): { from: string; rule: string }[] {
  const args = [
    cruiser,
    "--config",
    ".dependency-cruiser.cjs",
    "-T",
    "json",
    "grader",
    "labs",
    "scripts",
    "shared",
  ];
  const { stdout } = spawnSync(process.execPath, args, { cwd: tree, encoding: "utf8", maxBuffer: 1e8 });
  const { summary } = JSON.parse(stdout) as {
    summary: { violations: { from: string; rule: { name: string } }[] };
  };
  return summary.violations.map(({ from, rule }) => ({ from, rule: rule.name }));
}
