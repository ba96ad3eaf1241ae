import fc from "fast-check";
import { expect, test } from "vitest";
import { CommandReader } from "./command-reader.ts";
import { ReplyScanner } from "./reply-scanner.ts";

const encode = (args: string[]) =>
  Buffer.concat([
    Buffer.from(`*${args.length}\r\n`),
    ...args.map((text) => Buffer.from(`$${Buffer.byteLength(text)}\r\n${text}\r\n`)),
  ]);

/** The same bytes in chunks that end wherever they may. */
function chunksOf(bytes: Buffer, cuts: number[]): Buffer[] {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1))), 0, bytes.length].sort(
    (a, b) => a - b,
  );
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
}
const cuts = fc.array(fc.nat(), { maxLength: 30 });
const text = fc.string({ unit: "binary", maxLength: 40 });

const reply: fc.Memo<string> = fc.memo((depth) => {
  const bulk = text.map((value) => `$${Buffer.byteLength(value)}\r\n${value}\r\n`);
  const leaf = fc.oneof(
    fc.constantFrom(
      "+OK\r\n",
      "-ERR no\r\n",
      ":-12\r\n",
      "$-1\r\n",
      "*-1\r\n",
      "_\r\n",
      "#t\r\n",
      ",1.5\r\n",
      "(123\r\n",
      "*0\r\n",
    ),
    bulk,
  );
  if (depth <= 1) return leaf;
  const inner = fc.array(reply(), { minLength: 1, maxLength: 4 });
  const many = (type: string) => inner.map((items) => `${type}${items.length}\r\n${items.join("")}`);
  const map = inner.map((items) => `%${items.length}\r\n${[...items, ...items].join("")}`);
  const attributed = fc.tuple(bulk, bulk, leaf).map(([key, value, real]) => `|1\r\n${key}${value}${real}`);
  return fc.oneof(leaf, many("*"), many("~"), map, attributed);
});

test("commands are the same wherever the chunks end, and no byte is lost", () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(text, { minLength: 1, maxLength: 6 }), { maxLength: 8 }),
      cuts,
      (sent, at) => {
        const reader = new CommandReader();
        const bytes = Buffer.concat(sent.map(encode));
        const read = chunksOf(bytes, at).flatMap((chunk) => reader.push(chunk));
        expect(read.map(({ args }) => args)).toEqual(sent);
        expect(Buffer.concat(read.map((each) => each.bytes)).equals(bytes)).toBe(true);
      },
    ),
  );
});

test("replies end where they do wherever the chunks end, pushes apart", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(reply(4), fc.boolean()), { maxLength: 8 }), cuts, (parts, at) => {
      const texts = parts.map(([body, pushed]) => (pushed ? `>2\r\n+note\r\n${body}` : body));
      const bytes = Buffer.from(texts.join(""));
      const scanner = new ReplyScanner();
      let before = 0;
      const found = chunksOf(bytes, at).flatMap((chunk) => {
        const replies = scanner
          .push(chunk)
          .map(({ start, end, push }) => [start + before, end + before, push]);
        before += chunk.length;
        return replies;
      });
      let offset = 0;
      const expected = texts.map((body, index) => {
        const start = offset;
        offset += Buffer.byteLength(body);
        return [start, offset, parts[index]?.[1]];
      });
      expect(scanner.opaque).toBe(false);
      expect(found).toEqual(expected);
      expect(scanner.unfinished).toBe(undefined);
    }),
  );
});

test.each([
  ["inline commands", "PING\r\nSET a  b\r\n\r\n", [["PING"], ["SET", "a", "b"], []]],
  ["an empty array, which is no command", "*0\r\n*1\r\n$4\r\nPING\r\n", [[], ["PING"]]],
  ["what is not the protocol", "*1\r\n+OK\r\nmore", [[]]],
  ["a length that is none", "*1\r\n$1e3\r\nx", [[]]],
])("%s", (_name, sent, expected) => {
  const reader = new CommandReader();
  const read = reader.push(Buffer.from(sent));
  expect(read.map(({ args }) => args)).toEqual(expected);
  expect(Buffer.concat(read.map(({ bytes }) => bytes)).toString()).toBe(sent);
});

test("what stops being the protocol is passed on as it is", () => {
  const reader = new CommandReader();
  reader.push(encode(["PING"]));
  expect(reader.push(Buffer.from("*x\r\n"))).toEqual([{ args: [], bytes: Buffer.from("*x\r\n") }]);
  expect(reader.opaque).toBe(true);
  expect(reader.push(encode(["PING"]))).toEqual([{ args: [], bytes: encode(["PING"]) }]);
  // An endless line is not waited for.
  const endless = new CommandReader();
  const bytes = Buffer.alloc(70_000, "x");
  expect(endless.push(bytes)).toEqual([{ args: [], bytes }]);
  const scanner = new ReplyScanner();
  scanner.push(Buffer.from("?what\r\n"));
  expect(scanner.opaque).toBe(true);
});
