import { expect, test } from "vitest";
import { collectGraded, sourceDigest } from "./source-files.ts";

const entry = (path: string, text = "x", regular = true) => ({
  path,
  regular,
  bytes: async () => text.length,
  read: async () => Buffer.from(text),
});
const collect = (...entries: ReturnType<typeof entry>[]) => collectGraded(entries, "work");

test("Code and data below src are graded; what else lies there is named", async () => {
  const { files, left } = await collect(
    entry("src/main.ts"),
    entry("src/a-b/c_d/e.f.json"),
    entry("src/@scope/x.sql"),
    entry("src/image.png"),
    entry("src/.env"),
    entry("src/linked.ts", "x", false),
    entry("src/node_modules/x/index.js"),
  );
  expect([...files.keys()]).toEqual(["src/main.ts", "src/a-b/c_d/e.f.json", "src/@scope/x.sql"]);
  expect(left).toEqual(["src/image.png", "src/.env", "src/linked.ts"]);
});

test.for([
  "src/../../etc/x.ts",
  "src/..",
  "src/./x.ts",
  "../src/x.ts",
  "/src/x.ts",
  "src/a\u0000.ts",
  "src/a\n/x.ts",
  "src/.git/x.ts",
])("A path that a hostile commit may hold, %j, is never taken", async (path) => {
  expect((await collect(entry(path))).files.size).toBe(0);
});

test("More than 4 MiB are refused before they are read", async () => {
  const huge = {
    ...entry("src/b.json"),
    bytes: async () => 5e6,
    read: () => Promise.reject(new Error("was read")),
  };
  await expect(collect(entry("src/a.ts"), huge)).rejects.toThrow(
    "work/src holds more than 400 files or 4 MiB (at src/b.json).",
  );
});

test("The digest depends on names and contents, not on their order", () => {
  const a = new Map([
    ["src/a.ts", Buffer.from("1")],
    ["src/b.ts", Buffer.from("2")],
  ]);
  expect(sourceDigest(new Map([...a].reverse()))).toBe(sourceDigest(a));
  expect(
    sourceDigest(
      new Map([
        ["src/a.ts", Buffer.from("12")],
        ["src/b.ts", Buffer.from("")],
      ]),
    ),
  ).not.toBe(sourceDigest(a));
});
