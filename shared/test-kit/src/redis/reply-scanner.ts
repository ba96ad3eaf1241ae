/**
 * One whole reply. Offsets count in the chunk that completed it; `start` is negative when it began in an earlier
 * chunk. A push (RESP3) answers no command.
 */
export type ScannedReply = { start: number; end: number; push: boolean; nil: boolean; error?: string };

const LONGEST_LINE = 64 * 1024;
const ERROR_KEPT = 300;
const CR_LF = 2;
const NEWLINE = 0x0a;
const SINGLE_LINES = "+-:_,#(";
const BULKS = "$=!";
/** Items for each counted one. */
const AGGREGATES: Record<string, number> = { "*": 1, "~": 1, ">": 1, "%": 2, "|": 2 };

/** Finds where the replies of a Redis end, RESP2 and RESP3, without keeping them. What is no reply makes it `opaque`. */
export class ReplyScanner {
  opaque = false;
  /** Aggregates that are open, outermost first: how many items each still wants. */
  readonly #open: { left: number; attribute: boolean }[] = [];
  #skip = 0;
  #line = "";
  #start: number | undefined;
  #before = 0;
  #first = "";
  #nil = false;
  #error: string | undefined;

  /** Where the reply that is not whole yet began, counted in the last chunk; undefined between replies. */
  get unfinished(): number | undefined {
    return this.#start;
  }

  push(chunk: Buffer): ScannedReply[] {
    if (this.#start !== undefined) this.#start -= this.#before;
    this.#before = chunk.length;
    const replies: ScannedReply[] = [];
    let offset = 0;
    while (offset < chunk.length && !this.opaque) {
      this.#start ??= offset;
      const { end, whole } = this.#skip > 0 ? this.#pass(chunk, offset) : this.#readLine(chunk, offset);
      offset = end;
      if (!whole || !this.#itemEnds()) continue;
      replies.push({
        start: this.#start,
        end,
        push: this.#first === ">",
        nil: this.#nil,
        ...(this.#error !== undefined && { error: this.#error }),
      });
      this.#start = undefined;
      [this.#first, this.#nil, this.#error] = ["", false, undefined];
    }
    return replies;
  }

  /** Bytes of a bulk string. */
  #pass(chunk: Buffer, offset: number): { end: number; whole: boolean } {
    const end = Math.min(offset + this.#skip, chunk.length);
    this.#skip -= end - offset;
    return { end, whole: this.#skip === 0 };
  }

  /** `whole`: the line is an item by itself. */
  #readLine(chunk: Buffer, offset: number): { end: number; whole: boolean } {
    const newline = chunk.indexOf(NEWLINE, offset);
    const end = newline === -1 ? chunk.length : newline + 1;
    this.#line += chunk.toString("latin1", offset, end);
    if (this.#line.length > LONGEST_LINE) this.opaque = true;
    if (newline === -1) return { end, whole: false };
    const line = this.#line;
    this.#line = "";
    return { end, whole: this.#begin(line.charAt(0), line.slice(1).trimEnd()) };
  }

  #begin(type: string, rest: string): boolean {
    if (this.#open.length === 0 && type !== "|") this.#note(type, rest);
    if (type !== "" && SINGLE_LINES.includes(type)) return true;
    const length = /^-?\d{1,10}$/.test(rest) ? Number(rest) : Number.NaN;
    const items = AGGREGATES[type];
    if (Number.isNaN(length) || (items === undefined && !BULKS.includes(type))) {
      this.opaque = true;
      return false;
    }
    if (items !== undefined) return this.#beginAggregate(type, length, items);
    if (length >= 0) this.#skip = length + CR_LF;
    return length < 0;
  }

  #beginAggregate(type: string, length: number, items: number): boolean {
    if (length > 0) this.#open.push({ left: length * items, attribute: type === "|" });
    // An attribute is no item: the value that it belongs to follows.
    return length <= 0 && type !== "|";
  }

  /** What the reply is, from its first line. */
  #note(type: string, rest: string): void {
    this.#first = type;
    this.#nil = type === "_" || (rest === "-1" && (type === "$" || type === "*"));
    if (type === "-") this.#error = rest.slice(0, ERROR_KEPT);
    if (type === "!") this.#error = "an error";
  }

  /** Whether this item was the last of the whole reply. */
  #itemEnds(): boolean {
    for (let around = this.#open.at(-1); around !== undefined; around = this.#open.at(-1)) {
      around.left -= 1;
      if (around.left > 0) return false;
      this.#open.pop();
      if (around.attribute) return false;
    }
    return true;
  }
}
