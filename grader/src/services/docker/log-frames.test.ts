import { expect, test } from "vitest";
import { linesOfLog } from "./log-frames.ts";

/** As the engine sends a piece of one stream. */
function frame(stream: 1 | 2, text: string): Buffer {
  const head = Buffer.from([stream, 0, 0, 0, 0, 0, 0, 0]);
  head.writeUInt32BE(Buffer.byteLength(text), 4);
  return Buffer.concat([head, Buffer.from(text)]);
}

test("Lines of both streams come in order, without what the engine puts around them", () => {
  expect(linesOfLog(Buffer.concat([frame(1, "one\ntw"), frame(1, "o\n"), frame(2, "größe\n\n")]))).toEqual([
    "one",
    "two",
    "größe",
  ]);
});

test("A log that breaks off in the middle of a piece ends with what is there", () => {
  expect(linesOfLog(Buffer.concat([frame(1, "one\n"), frame(1, "two and more\n").subarray(0, 11)]))).toEqual([
    "one",
    "two",
  ]);
  expect(linesOfLog(Buffer.alloc(0))).toEqual([]);
});
