import { expect, test } from "vitest";
import { z } from "zod";
import { GraderError } from "../errors.ts";
import { parseYamlAs } from "./parse-yaml.ts";

const schema = z.strictObject({ name: z.string(), items: z.array(z.object({ points: z.int() })) });
const parse = (text: string) => parseYamlAs(schema, text, "lab-90-x/lab.yaml");
const messageOf = async (text: string) => {
  try {
    await parse(text);
  } catch (error) {
    expect(error).toBeInstanceOf(GraderError);
    expect((error as GraderError).code).toBe("manifest-broken");
    return (error as Error).message;
  }
  throw new Error("it was read without an error");
};

test("A file that is in order is what the schema says", async () => {
  expect(await parse("name: a\nitems: [{ points: 3 }]")).toEqual({ name: "a", items: [{ points: 3 }] });
});

test("What is no YAML is told with file, line and column", async () => {
  expect(await messageOf("name: a\nitems: [")).toMatch(/^lab-90-x\/lab\.yaml: .* at line 2, column 9/);
  expect(await messageOf("name: a\nname: b")).toMatch(/Map keys must be unique at line 2/);
});

test("Every value that is not as it should be is told with its path, ten at most", async () => {
  const message = await messageOf("name: 5\nitems: [{ points: 1 }, { points: many }]\nmore: 1");
  expect(message).toContain("lab-90-x/lab.yaml is not what a lab needs:");
  expect(message).toMatch(/\n {2}name: /);
  expect(message).toMatch(/\n {2}items\.1\.points: /);
  expect(message).toMatch(/\n {2}\(whole file\): .*"more"/);
  const many = `name: a\nitems: [${"{},".repeat(30)}]`;
  expect((await messageOf(many)).split("\n")).toHaveLength(11);
});

test("Aliases that would multiply without an end are refused", async () => {
  const bomb = [
    "a0: &a0 [x]",
    ...Array.from({ length: 20 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n},`.repeat(9)}]`),
  ];
  await expect(parse(bomb.join("\n"))).rejects.toThrow(GraderError);
});
