import { expect, test } from "vitest";
import { mistakesLine } from "./mistakes.ts";

test("Where every mistake was asked for there is nothing to say", () => {
  expect(mistakesLine({})).toEqual([]);
  expect(mistakesLine({ PICKING_LABS_MISTAKES: "every" })).toEqual([]);
});

test("Where some were left out, that is said with what proves them", () => {
  const [line, ...more] = mistakesLine({ PICKING_LABS_MISTAKES: "one-a-check" });
  expect(line).toMatch(
    /left out and not counted.*PICKING_LABS_MISTAKES=one-a-check.*npm test proves them all/,
  );
  expect(more).toEqual([]);
});
