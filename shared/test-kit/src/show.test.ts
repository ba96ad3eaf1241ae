import { expect, test } from "vitest";
import { show } from "./show.ts";

test("A value that is nested too deeply to be written out is shown by its kind", () => {
  const depth = 100_000;
  const deep: unknown = JSON.parse("[".repeat(depth) + "]".repeat(depth));
  expect(show(deep)).toBe("[object Array]");
});

test.each([
  [{ up: true }, '{"up":true}'],
  [undefined, "missing"],
  [12n, "12"],
  [{ id: 12n }, '{"id":"12"}'],
])("%o is shown as %s", (value, shown) => {
  expect(show(value)).toBe(shown);
});
