import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { compile } from "./compile.ts";

const files = (sources: Record<string, string>) =>
  new Map(Object.entries(sources).map(([path, text]) => [path, Buffer.from(text)]));

/** Compiles and runs `src/main.ts` on plain Node. */
async function run(sources: Record<string, string>): Promise<{ stdout: string; stderr: string }> {
  const folder = await mkdtemp(join(tmpdir(), "compile-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const compiled = await compile(files(sources));
  for (const [path, content] of compiled.files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  const flags = ["--no-warnings", ...(compiled.mapped ? ["--enable-source-maps"] : [])];
  return promisify(execFile)(process.execPath, [...flags, "src/main.ts"], { cwd: folder }).catch(
    (ended) => ended,
  );
}

test("Every syntax of TypeScript runs, and names, types and decorators do not disturb", async () => {
  const { stdout, stderr } = await run({
    "src/main.ts": `
import type { Kind } from "./kinds.ts";
import { Colour, type Shape } from "./kinds.ts";
namespace Inner { export const deep = "deep"; }
function logged(_value: unknown, { name }: ClassMethodDecoratorContext) { console.log("decorated", String(name)); }
class Point<T extends Kind = Kind> implements Shape {
  declare readonly never: T;
  constructor(private readonly x: number, public y = 2) {}
  @logged sum(this: Point): number { return this.x + this.y; }
}
const point = new Point(1)!;
console.log(Colour.Red, Inner.deep, point.sum() satisfies number, Point.name, "never" in point);
`,
    "src/kinds.ts":
      'export type Kind = "a" | "b";\nexport interface Shape { y: number }\nexport enum Colour { Red = "red" }\n',
  });
  expect(stderr).toBe("");
  expect(stdout).toBe("decorated sum\nred deep 3 Point false\n");
});

test.for([
  ["types are stripped", "type A = {\n  a: string;\n};\n"],
  ["code is generated", "enum A {\n  B,\n}\n"],
])("An error on line 5 is reported on line 5 of the .ts file when %s", async ([, head]) => {
  const { stderr } = await run({
    "src/main.ts": 'import "./deep/fail.ts";\n',
    "src/deep/fail.ts": `${head}function fail<T>(this: void, value: T): never {\n  throw new Error(\`with \${value}\`);\n}\nfail<number>(1);\n`,
  });
  expect(stderr).toMatch(/\/src\/deep\/fail\.ts:5\n/);
  expect(stderr).toMatch(/at fail \(\S*\/src\/deep\/fail\.ts:5:9\)/);
  expect(stderr).toMatch(/at \S* ?\(?\S*\/src\/deep\/fail\.ts:7:1\)?/);
});

test("Files that are no TypeScript stay byte for byte, and CommonJS stays CommonJS", async () => {
  const odd = Buffer.from([0xff, 0, 0xfe]);
  const { files: compiled } = await compile(
    new Map([
      ["src/a.json", odd],
      ["src/b.js", odd],
    ]),
  );
  expect([...compiled.values()]).toEqual([odd, odd]);
  const { stdout } = await run({
    "src/main.ts": 'import { answer } from "./old.cts";\nconsole.log(answer);\n',
    "src/old.cts":
      'import path = require("node:path");\nexport const answer: string = typeof path.join;\nconsole.log(typeof require);\n',
  });
  expect(stdout).toBe("function\nfunction\n");
});

test("A syntax error names file, line and column, with the caret under the column behind a tab as well", async () => {
  const broken = compile(files({ "src/a/b.ts": "export const one = 1;\n\tconst x = = 2;\n" }));
  await expect(broken).rejects.toMatchObject({
    code: "syntax-error",
    message: 'src/a/b.ts:2:12: Unexpected "="\n\n2 | \tconst x = = 2;\n    \t          ^',
  });
});

test("A file that ends the compiler is named", async () => {
  const depth = 1_000_000;
  const broken = compile(
    files({ "src/main.ts": `enum Kind { one }\nvoid ${"(".repeat(depth)}1${")".repeat(depth)};\n` }),
  );
  await expect(broken).rejects.toMatchObject({
    code: "syntax-error",
    message: expect.stringMatching(/^src\/main\.ts: the compiler gave up on this file/),
  });
});
