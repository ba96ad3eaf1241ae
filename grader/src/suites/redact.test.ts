import { expect, test } from "vitest";
import { redactDeep, redactor } from "./redact.ts";

const redact = redactor({
  "/home/me/labs": ".",
  "/home/me/labs/.labs/runs/1": "",
  "s3cr3t+": "***",
  "/my labs": "labs",
  abc: "too short to be told from a word",
});

test("Credentials and paths are replaced, the longest first, everywhere in a text", () => {
  expect(redact("at /home/me/labs/.labs/runs/1/app/a.ts and /home/me/labs/x, s3cr3t+s3cr3t+ abc")).toBe(
    "at /app/a.ts and ./x, ****** abc",
  );
});

test("A path in a file: URL is replaced as well", () => {
  expect(redact("file:///my%20labs/app/a.ts and /my labs/b.ts")).toBe("file://labs/app/a.ts and labs/b.ts");
});

test("Every text inside of a value is replaced, and nothing else changes", () => {
  const value = { a: ["s3cr3t+", 1, null, { "s3cr3t+": true, b: undefined }], c: new Map().size };
  expect(redactDeep(value, redact)).toEqual({ a: ["***", 1, null, { "s3cr3t+": true, b: undefined }], c: 0 });
});
