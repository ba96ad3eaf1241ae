/** Reads values of AMQP 0-9-1 from a payload, one after the other. @throws RangeError beyond its end */
export class FieldReader {
  readonly #bytes: Buffer;
  #offset: number;
  /** Bits that follow each other share octets. */
  #bits = 0;

  constructor(bytes: Buffer, offset = 0) {
    this.#bytes = bytes;
    this.#offset = offset;
  }

  octet(): number {
    return this.#bytes.readUInt8(this.#move(1));
  }

  short(): number {
    return this.#bytes.readUInt16BE(this.#move(2));
  }

  long(): number {
    return this.#bytes.readUInt32BE(this.#move(4));
  }

  /** Rounded beyond 2^53. */
  longlong(): number {
    return Number(this.#bytes.readBigUInt64BE(this.#move(8)));
  }

  bit(): boolean {
    const place = this.#bits % 8;
    const at = place === 0 ? this.#move(1, false) : this.#offset - 1;
    this.#bits += 1;
    return (this.#bytes.readUInt8(at) & (1 << place)) !== 0;
  }

  shortstr(): string {
    return this.#text(this.octet());
  }

  longstr(): string {
    return this.#text(this.long());
  }

  table(depth = 0): Record<string, unknown> {
    const end = this.long() + this.#offset;
    const entries: [string, unknown][] = [];
    while (this.#offset < end) entries.push([this.shortstr(), this.#value(depth + 1)]);
    return Object.fromEntries(entries);
  }

  #value(depth: number): unknown {
    if (depth > DEEPEST) throw new RangeError("a table is nested too deeply");
    const type = String.fromCharCode(this.octet());
    if (type === "A") return this.#array(depth);
    if (type === "F") return this.table(depth);
    if (type === "x") return this.longstr();
    const read = VALUES[type];
    if (read === undefined) throw new RangeError(`no value has the type ${type}`);
    return read(this, this.#bytes, (length) => this.#move(length));
  }

  #array(depth: number): unknown[] {
    const end = this.long() + this.#offset;
    const values: unknown[] = [];
    while (this.#offset < end) values.push(this.#value(depth + 1));
    return values;
  }

  #text(length: number): string {
    const start = this.#move(length);
    return this.#bytes.toString("utf8", start, start + length);
  }

  #move(length: number, endsBits = true): number {
    const start = this.#offset;
    if (start + length > this.#bytes.length) throw new RangeError("a value ends beyond its frame");
    this.#offset += length;
    if (endsBits) this.#bits = 0;
    return start;
  }
}

const DEEPEST = 16;

type Read = (fields: FieldReader, bytes: Buffer, move: (length: number) => number) => unknown;

/** By the type letter, as RabbitMQ uses them. */
const VALUES: Record<string, Read> = {
  t: (fields) => fields.octet() !== 0,
  b: (_fields, bytes, move) => bytes.readInt8(move(1)),
  B: (fields) => fields.octet(),
  s: (_fields, bytes, move) => bytes.readInt16BE(move(2)),
  u: (fields) => fields.short(),
  I: (_fields, bytes, move) => bytes.readInt32BE(move(4)),
  i: (fields) => fields.long(),
  l: (_fields, bytes, move) => Number(bytes.readBigInt64BE(move(8))),
  f: (_fields, bytes, move) => bytes.readFloatBE(move(4)),
  d: (_fields, bytes, move) => bytes.readDoubleBE(move(8)),
  D(fields) {
    const places = fields.octet();
    return fields.long() / 10 ** places;
  },
  S: (fields) => fields.longstr(),
  T: (fields) => fields.longlong(),
  V: () => null,
};
