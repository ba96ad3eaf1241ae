import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { summarize } from "./summary.ts";
import { runTasks } from "./turbo.ts";

const repository = join(import.meta.dirname, "../..");
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "the gate "));
  for (const file of ["turbo.json", "pnpm-lock.yaml", ".gitignore"])
    cpSync(join(repository, file), join(root, file));
  write("package.json", JSON.stringify({ name: "root", packageManager: "pnpm@12.21.0" }));
  write("pnpm-workspace.yaml", "packages:\n  - one\n  - two\npmOnFail: ignore\nverifyDepsBeforeRun: false\n");
  mkdirSync(join(root, "scripts"));
  symlinkSync(join(repository, "scripts/node_modules"), join(root, "scripts/node_modules"));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, content: string): void {
  writeFileSync(join(root, file), content);
}

/** A package whose test leaves these counts and ends with this code. */
function addPackage(name: string, counts: unknown, code = 0): void {
  mkdirSync(join(root, name), { recursive: true });
  write(`${name}/test.mjs`, testScript(counts, code));
  write(`${name}/package.json`, JSON.stringify({ name, scripts: { test: "node test.mjs" } }));
}

function testScript(counts: unknown, code: number): string {
  const leave = `mkdirSync(".results", { recursive: true });
    writeFileSync(".results/test.json", ${JSON.stringify(JSON.stringify(counts))});`;
  return `import { mkdirSync, writeFileSync } from "node:fs";\n${counts ? leave : ""}\nprocess.exitCode = ${code};\n`;
}

async function gate(): Promise<{ last: string; ok: boolean; text: string }> {
  for (const name of ["one", "two"]) rmSync(join(root, name, ".results"), { recursive: true, force: true });
  const { text, ok } = summarize(await runTasks(root, ["test"], { output: "ignore" }));
  return { text, ok, last: text.split("\n").at(-1) ?? "" };
}

test("Counts of all packages are summed, and a second run counts the same from the cache", async () => {
  addPackage("one", { passed: 2, failed: 0 });
  addPackage("two", { passed: 40, failed: 0 });
  expect(await gate()).toMatchObject({ last: "42 passed, 0 failed", ok: true });
  const again = await gate();
  expect(again).toMatchObject({ last: "42 passed, 0 failed", ok: true });
  expect(again.text.match(/unchanged since it last passed/g)).toHaveLength(2);
});

test("A failing package fails the whole and does not stop the others", async () => {
  addPackage("one", { passed: 1, failed: 3 }, 1);
  addPackage("two", { passed: 5, failed: 0 });
  expect(await gate()).toMatchObject({ last: "6 passed, 3 failed", ok: false });
});

test("What failed stands under its package, above the sum", async () => {
  addPackage("one", { passed: 1, failed: 1, failures: ["a.test.ts: adds\nexpected 1 to be 2"] }, 1);
  const { text } = await gate();
  expect(text).toContain("\n    a.test.ts: adds\n      expected 1 to be 2\n1 passed, 1 failed");
});

test("What was left out stands beside its package and in no sum, and notes stand above it", async () => {
  addPackage("one", { passed: 1, failed: 0, leftOut: 3 });
  await gate();
  const { text } = summarize(await runTasks(root, ["test"], { output: "ignore" }), ["a note"]);
  expect(text).toMatch(/^✓ one test +1 passed, 0 failed, 3 left out {2}\(unchanged since it last passed\)$/m);
  expect(text.split("\n").slice(-2)).toEqual(["a note", "1 passed, 0 failed"]);
});

test("A task that broke before it counted anything is one failure", async () => {
  addPackage("one", undefined, 1);
  addPackage("two", { passed: 5, failed: 0 });
  expect(await gate()).toMatchObject({ last: "5 passed, 1 failed", ok: false });
});

test("A task that ends well and leaves no counts is one failure: nothing was proven", async () => {
  addPackage("one", undefined);
  expect(await gate()).toMatchObject({ last: "0 passed, 1 failed", ok: false });
});

test("A task that fails although its counts are clean is one failure", async () => {
  addPackage("one", { passed: 7, failed: 0 }, 1);
  expect(await gate()).toMatchObject({ last: "7 passed, 1 failed", ok: false });
});

test("A run without any task is a failure", async () => {
  addPackage("one", { passed: 1, failed: 0 });
  write("turbo.json", "{ broken");
  expect(await gate()).toMatchObject({ last: "0 passed, 1 failed", ok: false });
});
