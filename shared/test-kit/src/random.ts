import { createHash } from "node:crypto";

/** Values that repeat with the same seed and check id, whatever runs beside. */
export interface Random {
  /** A whole number from `min` to `max`, both included. */
  integer(min: number, max: number): number;
  pick<T>(items: readonly T[]): T;
  shuffle<T>(items: readonly T[]): T[];
  /** An id below 2^53 with at least 7 digits, different in each call. */
  id(): number;
  /** Printable characters, `min` to `max` of them; quotes, backslashes and letters beyond ASCII included. */
  text(min: number, max: number): string;
  uuid(): string;
}

const LETTERS = [..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,:-_/()+"];
/** What breaks a text that somebody pastes into SQL, JSON or a pattern. */
const AWKWARD = [..."'\"\\`;%$&<>{}[]?*#@!|~^=ěščřžýáíéůßäöüőűșț"];
const SMALLEST_ID = 1_000_000;

/** xoshiro128** (Blackman and Vigna, 2018), its 128 bits of state taken from SHA-256 of seed and check id. */
export function createRandom(seed: string, checkId: string): Random {
  const next = xoshiro128(createHash("sha256").update(`${seed}\0${checkId}`).digest());
  const issued = new Set<number>();

  /** Below `bound`, without the bias of a bare remainder. */
  function below(bound: number): number {
    const highest = 2 ** 53 - (2 ** 53 % bound);
    for (;;) {
      const value = next() * 2 ** 21 + (next() >>> 11);
      if (value < highest) return value % bound;
    }
  }
  const integer = (min: number, max: number) => min + below(max - min + 1);
  function pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError("nothing to pick from");
    return items[below(items.length)] as T;
  }

  return {
    integer,
    pick,
    shuffle<T>(items: readonly T[]): T[] {
      const result = [...items];
      for (let last = result.length - 1; last > 0; last--) {
        const other = below(last + 1);
        [result[last], result[other]] = [result[other] as T, result[last] as T];
      }
      return result;
    },
    id() {
      let id: number;
      do id = integer(SMALLEST_ID, Number.MAX_SAFE_INTEGER);
      while (issued.has(id));
      issued.add(id);
      return id;
    },
    text: (min, max) =>
      Array.from({ length: integer(min, max) }, () => pick(below(4) === 0 ? AWKWARD : LETTERS)).join(""),
    uuid() {
      const bytes = Buffer.from(Array.from({ length: 16 }, () => below(256)));
      bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
      bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
      return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
    },
  };
}

/** Returns a function that gives the next 32 bits as an unsigned number. */
function xoshiro128(seed: Buffer): () => number {
  let [a, b, c, d] = [
    seed.readUInt32LE(0),
    seed.readUInt32LE(4),
    seed.readUInt32LE(8),
    seed.readUInt32LE(12),
  ];
  const rotate = (value: number, by: number) => (value << by) | (value >>> (32 - by));
  return () => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return result;
  };
}
