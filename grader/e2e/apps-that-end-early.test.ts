import { expect } from "vitest";
import { flat, goodApp, reportOf, test } from "./support/index.ts";

const FLOOD = 'for (;;) process.stdout.write("x".repeat(65536));';
const HUNGRY = "const kept: Buffer[] = []; setInterval(() => kept.push(Buffer.alloc(2e7, 1)), 20);";

test.for([
  [
    "exits at once with code 0",
    "",
    "The app ended with exit code 0 before it answered GET /ping. (the app wrote nothing)",
  ],
  [
    "exits at once with code 1",
    'console.log("no luck"); process.exit(1);',
    "The app ended with exit code 1 before it answered GET /ping. app: no luck",
  ],
  ["throws at once", 'throw new Error("no luck");', "app: Error: no luck"],
  [
    "is ended by a signal",
    'process.kill(process.pid, "SIGABRT"); setInterval(() => {}, 1000);',
    "The app was ended by SIGABRT before it answered GET /ping.",
  ],
  [
    "imports a library that the lab does not publish",
    'import fastify from "fastify"; fastify();',
    "The app imports fastify, which this lab does not publish.",
  ],
  [
    "requires a library that the lab does not publish",
    'import { createRequire } from "node:module"; createRequire(import.meta.url)("@scope/thing/deep");',
    "The app imports @scope/thing, which this lab does not publish.",
  ],
  [
    "imports a tool of this repository",
    'import { test } from "vitest"; test("x", () => {});',
    "The app imports vitest, which this lab does not publish.",
  ],
  [
    "imports a file that is not there",
    'import "./other.ts";',
    /Cannot find module '\S*\/app\/src\/other\.ts'/,
  ],
  [
    "writes a flood before it listens",
    FLOOD,
    "The app was stopped: it wrote more output than the lab allows before it answered GET /ping.",
  ],
  [
    "eats memory before it listens",
    HUNGRY,
    "The app was stopped: it used more memory than the lab allows before it answered GET /ping.",
  ],
] as const)("An app that %s is not gradable, exit 3, and told so", async ([, source, message], { place }) => {
  const end = await place.grade(source, "--json");
  const report = reportOf(end);
  expect(report.outcome).toBe("not-gradable");
  const text = "problem" in report ? flat(report.problem.message) : "";
  if (typeof message === "string") expect(text).toContain(message);
  else expect(text).toMatch(message);
  expect(end.stdout).not.toContain(place.state);
  expect(end.code).toBe(3);
});

test("A syntax error is shown with its file, line and column, the caret under the column, and no check is told", async ({
  place,
}) => {
  const { code, stdout } = await place.grade({
    "src/main.ts": goodApp('import "./deep/values.ts";'),
    "src/deep/values.ts": "export const one = 1;\n\tconst two = = 2;\n",
  });
  expect(stdout).toContain("Not gradable\n");
  expect(stdout).toContain(
    '  src/deep/values.ts:2:14: Unexpected "="\n  \n  2 | \tconst two = = 2;\n      \t            ^\n',
  );
  expect(stdout).toContain("No attempt was counted.");
  expect(stdout).not.toMatch(/✓|✗|! unclear/);
  expect(code).toBe(3);
});

test("A stack in an app's lines names lines of the .ts files, with types stripped and with syntax that needs code", async ({
  place,
}) => {
  const failing = (first: string) => ({
    "src/main.ts": `interface Unused {\n  a: string;\n}\n\nimport { fail } from "./fail.ts";\nfail();\n`,
    "src/fail.ts": `${first}\ntype Also = {\n  b: number;\n};\n\nexport function fail(this: void): never {\n  throw new Error("on line 7");\n}\n`,
  });
  const stripped = await place.grade(failing("// nothing"));
  expect(stripped.stdout).toMatch(/at fail \(\S*\/app\/src\/fail\.ts:7:9\)/);
  expect(stripped.stdout).toMatch(/at \S*\/app\/src\/main\.ts:6:1/);
  const compiled = await place.grade(failing('enum Colour { Red = "red" }'));
  expect(compiled.stdout).toMatch(/at \S*fail \(\S*\/app\/src\/fail\.ts:7:9\)/);
});
