import fc from "fast-check";
import { expect, test } from "vitest";
import { wrap } from "./wrap.ts";

const words = fc.array(fc.string({ unit: fc.constantFrom(..."abcdefg"), minLength: 1, maxLength: 15 }), {
  minLength: 1,
});

test("No line is longer than the width unless it is one word, and no word is lost", () => {
  fc.assert(
    fc.property(words, fc.integer({ min: 1, max: 40 }), (all, width) => {
      const lines = wrap(all.join(" "), width).split("\n");
      for (const line of lines) expect(line.length <= width || !line.includes(" ")).toBe(true);
      expect(lines.join(" ")).toBe(all.join(" "));
    }),
  );
});

test("Lines after the first are indented, and lines of the text stay apart", () => {
  expect(wrap("one two three\nfour", 8, "  ")).toBe("one two\n  three\n  four");
});
