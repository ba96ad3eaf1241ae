import { expect } from "vitest";
import { flat, goodApp, server, test } from "./support/index.ts";

const NOT_HTTP =
  'import { createServer } from "node:net"; createServer((socket) => socket.end("hello, world\\n")).listen(Number(process.env.PORT), process.env.HOST);';

// Each waits until the lab's six seconds for a start are over.
test.concurrent.for([
  ["never listens", "setInterval(() => {}, 1000);", "The app did not listen within 6 s."],
  [
    "listens on another port",
    server("response.end()", "0, process.env.HOST"),
    /The app listens on port \d+; its PORT was \d+\./,
  ],
  [
    "listens on ::1 only",
    server("response.end()", 'Number(process.env.PORT), "::1"'),
    /The app listens on ::1:\d+, but nothing answers on 127\.0\.0\.1 within 6 s\./,
  ],
  [
    "accepts connections and keeps silent",
    server(""),
    /The app listens on 127\.0\.0\.1:\d+, but nothing answers on 127\.0\.0\.1 within 6 s\./,
  ],
  [
    "answers drop by drop without an end",
    server('setInterval(() => response.write("x"), 100)'),
    /GET \/ping answered 200 x+ … without an end/,
  ],
  ["answers something that is not HTTP", NOT_HTTP, "GET /ping answered something that is not HTTP"],
  [
    "answers /ping with 404",
    server('response.writeHead(404).end("no such page")'),
    "GET /ping answered 404 no such page",
  ],
  ["answers /ping with another body", server('response.end("OK")'), "GET /ping answered 200 OK"],
  [
    "starts slower than its limit",
    `await new Promise((resolve) => setTimeout(resolve, 10_000)); ${goodApp()}`,
    "The app did not listen within 6 s.",
  ],
] as const)("An app that %s is not gradable, exit 3, and told so", async ([, source, message], { place }) => {
  const { code, stdout, stderr } = await place.grade(source);
  const text = flat(stdout + stderr);
  if (typeof message === "string") expect(text).toContain(message);
  else expect(text).toMatch(message);
  expect(text).toContain("Not gradable");
  expect(text).toContain("No attempt was counted.");
  expect(stdout).not.toMatch(/✓|✗|! unclear/);
  expect(code).toBe(3);
});

test("An app that starts slowly, yet within its limit, is graded", async ({ place }) => {
  const { code, stdout } = await place.grade(
    `await new Promise((resolve) => setTimeout(resolve, 1000)); ${goodApp()}`,
  );
  expect(stdout).toContain("Score 100 of 100");
  expect(code).toBe(0);
});
