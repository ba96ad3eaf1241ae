import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { checkText } from "./check-text.ts";
import type { Lab } from "./load-lab.ts";

async function textOf(readme: string, lesson = "") {
  const folder = await mkdtemp(join(tmpdir(), "check-text-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "README.md"), readme);
  if (lesson !== "") await writeFile(join(folder, "lesson.md"), lesson);
  return checkText({ folder } as Lab);
}

test.for([
  ["# What was given still holds", "what-was-given-still-holds"],
  ["## `POST /orders` - again", "post-orders---again"],
  ["### Žluťoučký kůň, 2nd!", "žluťoučký-kůň-2nd"],
  ["## snake_case & dash-es", "snake_case--dash-es"],
  ["## A [link](https://example.org/x) in it", "a-link-in-it"],
  ["## Closed with hashes ##", "closed-with-hashes"],
  ["#### 🎈 Balloons", "-balloons"],
] as const)("The heading %j has the anchor that GitHub gives it, %s", async ([heading, anchor]) => {
  const text = await textOf(`${heading}\n\nA paragraph.\n`);
  expect([...text.anchors("README")]).toEqual([anchor]);
  expect(text.promiseOf(`README.md#${anchor}`)).toBe("A paragraph.");
});

test("Equal headings are numbered from the second on", async () => {
  const text = await textOf("# A\n\none\n\n# A\n\ntwo\n\n# A\n\nthree\n");
  expect(["a", "a-1", "a-2"].map((anchor) => text.promiseOf(`README.md#${anchor}`))).toEqual([
    "one",
    "two",
    "three",
  ]);
});

test("Code blocks hold no headings and no promise, also with fences of the other kind in them", async () => {
  const text = await textOf(
    "# A\n\n```sh\n# no heading\n~~~\n\nno prose\n```\n\nThe promise.\n\n~~~~\n```\n# nor this\n~~~~\n\n# B\n",
  );
  expect([...text.anchors("README")]).toEqual(["a", "b"]);
  expect(text.promiseOf("README.md#a")).toBe("The promise.");
});

test("The promise is the first prose, without emphasis, links and line breaks; code in a line is prose, tables are not", async () => {
  const text = await textOf(
    "# A\n\n| a | b |\n|---|---|\n\n`POST /x` is **never**\n[refused](https://example.org).\n\nMore.\n",
  );
  expect(text.promiseOf("README.md#a")).toBe("`POST /x` is never refused.");
});

test("A long promise is cut at 600 characters", async () => {
  const text = await textOf(`# A\n\n${"word ".repeat(200)}\n`);
  expect(text.promiseOf("README.md#a")).toHaveLength(600);
});

test("A heading that is not there has an empty promise, and a lesson that is not there has no anchors", async () => {
  const text = await textOf("# A\n");
  expect(text.promiseOf("README.md#b")).toBe("");
  expect(text.promiseOf("README.md#a")).toBe("");
  expect(text.anchors("lesson").size).toBe(0);
});

test("A promise that ends in a colon takes along the list or the table that it announces", async () => {
  const list = await textOf("# A\n\nLost is when:\n\n- it is cut;\n- it is **silent**.\n\nNothing else.\n");
  expect(list.promiseOf("README.md#a")).toBe("Lost is when: it is cut; it is silent.");
  const table = await textOf(
    "# A\n\nOne row:\n\n| column | holds |\n| --- | --- |\n| `id` | the id |\n| `sum` | the sum |\n",
  );
  expect(table.promiseOf("README.md#a")).toBe("One row: `id`: the id; `sum`: the sum.");
});
