import fc from "fast-check";
import { expect, test } from "vitest";
import { lineSplitter } from "./lines.ts";

function linesOf(chunks: Buffer[]): string[] {
  const lines: string[] = [];
  const splitter = lineSplitter((line) => lines.push(line));
  for (const chunk of chunks) splitter.write(chunk);
  splitter.end();
  return lines;
}

test("The same bytes give the same lines, however they are cut into chunks", () => {
  const texts = fc.array(
    fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("\n", "\r\n", "é🎈", "x".repeat(16_384), "y".repeat(20_000)),
    ),
  );
  fc.assert(
    fc.property(texts, fc.array(fc.nat(100_000)), (parts, cuts) => {
      const bytes = Buffer.from(parts.join(""));
      const at = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
      const chunks = at.slice(1).map((end, index) => bytes.subarray(at[index], end));
      expect(linesOf(chunks)).toEqual(linesOf([bytes]));
    }),
  );
});

test("A line ends at a line feed, without the carriage return before it; the last one needs no end", () => {
  expect(linesOf([Buffer.from("one\r\n\ntwo\rthree\nfour")])).toEqual(["one", "", "two\rthree", "four"]);
});

test("A flood without a line feed is told in pieces of 16 Ki characters, nothing is lost", () => {
  const lines = linesOf([Buffer.alloc(40_000, "x")]);
  expect(lines.map(({ length }) => length)).toEqual([16_384, 16_384, 7_232]);
});
