import fc from "fast-check";
import { expect, test } from "vitest";
import { ContentReader } from "./content-reader.ts";
import { connectionClose, lateAck } from "./forged-frames.ts";
import { type AmqpFrame, FrameReader } from "./frame-reader.ts";
import { methodFrame } from "./methods.ts";

const shortstr = (text: string) => Buffer.concat([Buffer.from([Buffer.byteLength(text)]), Buffer.from(text)]);
const number = (bytes: number, value: number) => {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, 0, bytes);
  return buffer;
};
const frame = (type: number, channel: number, payload: Buffer) =>
  Buffer.concat([
    Buffer.from([type]),
    number(2, channel),
    number(4, payload.length),
    payload,
    Buffer.from([0xce]),
  ]);

/** A publish as a client sends it, its body in frames of `size` bytes. */
function publish(
  channel: number,
  exchange: string,
  routingKey: string,
  body: Buffer,
  size: number,
): Buffer[] {
  const method = Buffer.concat([number(2, 0), shortstr(exchange), shortstr(routingKey), Buffer.from([0])]);
  const header = Buffer.concat([
    number(2, 60),
    number(2, 0),
    number(2, 0),
    number(6, body.length),
    number(2, 0x8000),
    shortstr("text/plain"),
  ]);
  const parts = Array.from({ length: Math.ceil(body.length / size) }, (_none, index) =>
    frame(3, channel, body.subarray(index * size, (index + 1) * size)),
  );
  return [methodFrame(channel, [60, 40], method), frame(2, channel, header), ...parts];
}

function readAll(chunks: Buffer[]) {
  const frames = new FrameReader();
  const contents = new ContentReader();
  const passed: Buffer[] = [];
  const messages = chunks.flatMap((chunk) => {
    const { frames: read, rest } = frames.push(chunk);
    passed.push(...read.map(({ bytes }) => bytes), ...(rest === undefined ? [] : [rest]));
    return read.flatMap(
      (each: AmqpFrame) => contents.read(each, () => ({ at: 0, connection: 1, from: "app" })) ?? [],
    );
  });
  return { messages, passed: Buffer.concat(passed), opaque: frames.opaque };
}

test("messages are the same wherever the chunks end and however channels are woven, and no byte is lost", () => {
  const sent = fc.record({
    exchange: fc.string({ maxLength: 20 }),
    routingKey: fc.string({ maxLength: 20 }),
    body: fc.uint8Array({ maxLength: 300 }),
    size: fc.integer({ min: 1, max: 100 }),
  });
  fc.assert(
    fc.property(
      fc.tuple(sent, sent),
      fc.array(fc.nat(), { maxLength: 40 }),
      fc.infiniteStream(fc.boolean()),
      (both, cuts, order) => {
        const queues = both.map(({ exchange, routingKey, body, size }, index) =>
          publish(index + 1, exchange, routingKey, Buffer.from(body), size),
        );
        const woven: Buffer[] = [Buffer.from("AMQP\0\0\x09\x01", "latin1"), frame(8, 0, Buffer.alloc(0))];
        for (const first of order) {
          const next = (first ? queues[0] : queues[1])?.shift() ?? queues[0]?.shift() ?? queues[1]?.shift();
          if (next === undefined) break;
          woven.push(next);
        }
        const bytes = Buffer.concat(woven);
        const places = [...new Set([0, bytes.length, ...cuts.map((cut) => cut % bytes.length)])].sort(
          (a, b) => a - b,
        );
        const chunks = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
        const { messages, passed, opaque } = readAll(chunks);
        expect(opaque).toBe(false);
        expect(passed.equals(bytes)).toBe(true);
        expect(messages.toSorted((one, other) => one.channel - other.channel)).toEqual(
          both.map(({ exchange, routingKey, body }, index) => ({
            at: 0,
            connection: 1,
            from: "app",
            channel: index + 1,
            method: "basic.publish",
            exchange,
            routingKey,
            mandatory: false,
            body: Buffer.from(body).toString("utf8"),
            headers: {},
            properties: { contentType: "text/plain" },
          })),
        );
      },
    ),
  );
});

test("what the proxy says for a side is read as it is meant", () => {
  const { messages } = readAll([connectionClose({ code: 320, text: "CONNECTION_FORCED" }), lateAck(7)]);
  expect(messages).toMatchObject([
    { method: "connection.close", replyCode: 320, replyText: "CONNECTION_FORCED", channel: 0 },
    { method: "basic.ack", channel: 7, deliveryTag: 2 ** 40, multiple: false },
  ]);
});

test.each([
  ["another protocol", Buffer.from("GET / HTTP/1.1\r\n\r\n")],
  [
    "a frame that does not end where it says",
    Buffer.concat([frame(8, 0, Buffer.alloc(0)).subarray(0, 7), Buffer.from("xx")]),
  ],
  ["a frame without bounds", Buffer.from([1, 0, 0, 0xff, 0xff, 0xff, 0xff, 0])],
  ["a damaged protocol header", Buffer.from("AMQX\0\0\x09\x01", "latin1")],
])("%s is passed on as it is", (_name, bytes) => {
  const { passed, opaque, messages } = readAll([bytes, Buffer.from("more")]);
  expect(opaque).toBe(true);
  expect(messages).toEqual([]);
  expect(passed.toString("latin1")).toBe(`${bytes.toString("latin1")}more`);
});

test("tables of every type are read, and one that is nested without end is refused", () => {
  const fields: [string, string, Buffer][] = [
    ["bool", "t", Buffer.from([1])],
    ["byte", "b", Buffer.from([0xff])],
    ["ubyte", "B", Buffer.from([0xff])],
    ["short", "s", Buffer.from([0xff, 0xfe])],
    ["int", "I", Buffer.from([0, 0, 1, 0])],
    ["long", "l", Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfd])],
    ["double", "d", Buffer.from([0x3f, 0xf8, 0, 0, 0, 0, 0, 0])],
    ["decimal", "D", Buffer.from([2, 0, 0, 0, 150])],
    ["text", "S", Buffer.concat([number(4, 2), Buffer.from("hi")])],
    ["list", "A", Buffer.concat([number(4, 2), Buffer.from("V"), Buffer.from("V")])],
    ["time", "T", Buffer.from([0, 0, 0, 0, 0, 0, 0, 9])],
    ["none", "V", Buffer.alloc(0)],
  ];
  const table = (content: Buffer) => Buffer.concat([number(4, content.length), content]);
  const entries = Buffer.concat(
    fields.flatMap(([name, type, value]) => [shortstr(name), Buffer.from(type), value]),
  );
  const header = (given: Buffer) =>
    frame(
      2,
      1,
      Buffer.concat([
        number(2, 60),
        number(2, 0),
        number(8 - 2, 0).subarray(0, 2),
        number(6, 0),
        number(2, 0x2000),
        table(given),
      ]),
    );
  const method = methodFrame(
    1,
    [60, 40],
    Buffer.concat([number(2, 0), shortstr(""), shortstr("q"), Buffer.from([0])]),
  );
  expect(readAll([method, header(entries)]).messages).toMatchObject([
    {
      headers: {
        bool: true,
        byte: -1,
        ubyte: 255,
        short: -2,
        int: 256,
        long: -3,
        double: 1.5,
        decimal: 1.5,
        text: "hi",
        list: [null, null],
        time: 9,
        none: null,
      },
    },
  ]);
  let nested: Buffer = Buffer.alloc(0);
  for (let depth = 0; depth < 50; depth++)
    nested = Buffer.concat([shortstr("x"), Buffer.from("F"), table(nested)]);
  expect(() => readAll([method, header(nested)])).toThrow(RangeError);
});
