import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeFrame, type Frame, frameReader } from "./frames.ts";

/** Neighbouring pieces of data as one: where they were cut means nothing. */
function joined(frames: Frame[]): string[] {
  const seen: string[] = [];
  for (const frame of frames) {
    const text = frame.kind === "data" ? `data ${frame.bytes.toString("hex")}` : frame.kind;
    if (frame.kind === "data" && seen.at(-1)?.startsWith("data ")) seen.push(`${seen.pop()}${text.slice(5)}`);
    else seen.push(text);
  }
  return seen;
}

const frame = fc.oneof(
  fc
    .uint8Array({ minLength: 1, maxLength: 40 })
    .map((bytes): Frame => ({ kind: "data", bytes: Buffer.from(bytes) })),
  fc.constantFrom<Frame>({ kind: "end" }, { kind: "reset" }),
);

test("Frames come out as they went in, wherever the stream was cut", () => {
  fc.assert(
    fc.property(fc.array(frame), fc.array(fc.nat({ max: 20 }), { minLength: 1 }), (frames, cuts) => {
      const stream = Buffer.concat(
        frames.map((one) =>
          one.kind === "data"
            ? Buffer.concat([encodeFrame("data", one.bytes.length), one.bytes])
            : encodeFrame(one.kind),
        ),
      );
      const read = frameReader();
      const seen: Frame[] = [];
      for (let at = 0, turn = 0; at < stream.length; turn++) {
        const length = 1 + (cuts[turn % cuts.length] ?? 0);
        seen.push(...read(stream.subarray(at, at + length)));
        at += length;
      }
      expect(joined(seen)).toEqual(joined(frames));
    }),
  );
});

test("What is no frame is refused", () => {
  expect(() => frameReader()(Buffer.from("GET / HTTP/1.1"))).toThrow("no frame");
});
