import fc from "fast-check";
import { expect, test } from "vitest";
import { plain } from "./plain.ts";

const anything = fc.oneof(
  fc.string({ unit: "binary" }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)))
    .map((units) => units.join("")),
  fc
    .array(
      fc.constantFrom(
        "\u001b[31m",
        "\u001b]0;x\u0007",
        "\u009b2J",
        "\u202e",
        "\u2066",
        "\ud800",
        "::a::",
        "##[x]",
        "\u001b",
      ),
    )
    .map((parts) => parts.join("")),
);

test("Whatever comes in, no control but tab and newline, no invisible formatting and no lone surrogate comes out", () => {
  fc.assert(
    fc.property(anything, (text) => {
      const shown = plain(text);
      expect(shown).not.toMatch(/(?![\t\n])[\p{Cc}\p{Cf}\u2028\u2029]/u);
      expect(shown.isWellFormed()).toBe(true);
    }),
  );
});

test("Plain text of plain text is the same", () => {
  fc.assert(
    fc.property(anything, (text) => {
      expect(plain(plain(text))).toBe(plain(text));
    }),
  );
});

test("What people write stays as it is", () => {
  const text = 'Příliš žluťoučký kůň 🎈 "::1" http://a::b\n\t{"a": 1}';
  expect(plain(text)).toBe(text);
});
