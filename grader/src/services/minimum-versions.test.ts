import { expect, test } from "vitest";
import { GraderError } from "../errors.ts";
import { assertNotTooOld, isAtLeast } from "./minimum-versions.ts";

test.for([
  ["7.0.15", "7.0", true],
  ["7.0", "7.0", true],
  ["8", "7.0", true],
  ["6.2.20", "7.0", false],
  ["3.10.8", "3.10", true],
  ["3.9.29", "3.10", false],
  ["4.0.5", "3.10", true],
  ["15.18", "15", true],
  ["14.22", "15", false],
  ["18.4.0-beta", "15", true],
  ["", "15", false],
  ["unknown", "7.0", false],
] as const)("Version %s against minimum %s is good: %s", ([version, minimum, good]) => {
  expect(isAtLeast(version, minimum)).toBe(good);
});

test("A server that is too old is named with its version and what is needed", () => {
  expect(() => assertNotTooOld("redis", "6.2.1")).toThrow(
    new GraderError("service-too-old", "This is Redis 6.2.1; the labs need 7.0 or newer."),
  );
});
