import { expect, test } from "vitest";
import { logLine } from "./log-line.ts";

/** As the clock of this machine shows it. */
const TIME = new Date(2026, 0, 2, 3, 4, 5, 67);

test.for([
  [
    { level: 30, time: TIME.getTime(), pid: 7, hostname: "h", msg: "listening" },
    "03:04:05.067 info  listening",
  ],
  [{ level: "warn", time: TIME.toISOString(), msg: "late", ms: 12 }, "03:04:05.067 warn  late ms=12"],
  [
    { level: 50, msg: "failed", reason: "no host", err: { code: "X" } },
    'error failed reason=no host err={"code":"X"}',
  ],
  [{ level: "notice", time: "noon" }, "notic"],
] as const)("%o becomes %s", ([log, text]) => {
  expect(logLine(JSON.stringify(log), false)).toBe(text);
});

test.for(["plain words", '{"no":"level"}', "{ level: 30 }", "[1]", '"level"', "", "null"])(
  "%s stays as it is",
  (line) => {
    expect(logLine(line, true)).toBe(line);
  },
);

test("Nothing that a terminal would obey gets through, in a message, a name or a value", () => {
  const line = JSON.stringify({ level: "\u001B[2J", msg: "\u001B[31mred", "\u0007": "\u202E", a: "b\u0000" });
  expect(logLine(line, false)).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(logLine("\u001B]0;title\u0007text", false)).toBe("text");
});

test("Colours are there where they are wanted", () => {
  const line = JSON.stringify({ level: 50, msg: "failed" });
  expect(logLine(line, true)).toContain("\u001B[31merror\u001B[39m");
});
