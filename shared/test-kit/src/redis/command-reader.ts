/** One whole command of a client, with the bytes that it came in. `args[0]` is its name; empty for bytes that are no command. */
export type ReadCommand = { args: string[]; bytes: Buffer };

/** A command beyond this is passed on unread: no app of a lab sends one. */
const LONGEST_BYTES = 64 * 1024 * 1024;
const LONGEST_LINE = 64 * 1024;
const MOST_ARGS = 1024 * 1024;
const CR_LF = 2;
const STAR = 0x2a;
const DOLLAR = 0x24;
const NEWLINE = 0x0a;

/** `more`: how many bytes there must be before it is worth looking again. */
type Unfinished = { more: number } | "not-redis";
type Outcome = { args: string[]; end: number } | Unfinished;

/** Cuts what a client sends to Redis into commands: arrays of bulk strings, or inline. What is neither makes it `opaque`. */
export class CommandReader {
  opaque = false;
  #chunks: Buffer[] = [];
  #size = 0;
  #wanted = 1;

  /** Every byte is returned once and in order; those of a command that is not whole yet wait. */
  push(chunk: Buffer): ReadCommand[] {
    if (this.opaque) return [{ args: [], bytes: chunk }];
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    if (this.#size < this.#wanted) return [];
    const bytes = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks);
    const commands: ReadCommand[] = [];
    const rest = this.#readAll(bytes, commands);
    if (this.opaque && rest.length > 0) commands.push({ args: [], bytes: rest });
    this.#chunks = this.opaque || rest.length === 0 ? [] : [rest];
    this.#size = this.opaque ? 0 : rest.length;
    return commands;
  }

  /** Returns what is left. */
  #readAll(bytes: Buffer, commands: ReadCommand[]): Buffer {
    this.#wanted = 1;
    for (let offset = 0; offset < bytes.length; ) {
      const outcome = read(bytes, offset);
      if (isUnfinished(outcome)) {
        this.opaque = outcome === "not-redis" || outcome.more - offset > LONGEST_BYTES;
        if (outcome !== "not-redis") this.#wanted = outcome.more - offset;
        return bytes.subarray(offset);
      }
      commands.push({ args: outcome.args, bytes: bytes.subarray(offset, outcome.end) });
      offset = outcome.end;
    }
    return bytes.subarray(bytes.length);
  }
}

function read(bytes: Buffer, offset: number): Outcome {
  return bytes[offset] === STAR ? readArray(bytes, offset) : readInline(bytes, offset);
}

function readInline(bytes: Buffer, offset: number): Outcome {
  const newline = bytes.indexOf(NEWLINE, offset);
  if (newline === -1) return unfinishedLine(bytes, offset);
  const text = bytes.toString("utf8", offset, newline).trim();
  return { args: text === "" ? [] : text.split(/\s+/), end: newline + 1 };
}

function readArray(bytes: Buffer, start: number): Outcome {
  const count = readNumber(bytes, start + 1);
  if (isUnfinished(count)) return count;
  if (count.value > MOST_ARGS) return "not-redis";
  const args: string[] = [];
  let offset = count.end;
  for (let index = 0; index < count.value; index++) {
    const argument = readBulk(bytes, offset);
    if (isUnfinished(argument)) return argument;
    args.push(argument.text);
    offset = argument.end;
  }
  return { args, end: offset };
}

function readBulk(bytes: Buffer, start: number): { text: string; end: number } | Unfinished {
  if (start >= bytes.length) return { more: start + 1 };
  if (bytes[start] !== DOLLAR) return "not-redis";
  const length = readNumber(bytes, start + 1);
  if (isUnfinished(length)) return length;
  if (length.value < 0 || length.value > LONGEST_BYTES) return "not-redis";
  const end = length.end + length.value;
  if (bytes.length < end + CR_LF) return { more: end + CR_LF };
  return { text: bytes.toString("utf8", length.end, end), end: end + CR_LF };
}

function readNumber(bytes: Buffer, from: number): { value: number; end: number } | Unfinished {
  const newline = bytes.indexOf(NEWLINE, from);
  if (newline === -1) return unfinishedLine(bytes, from);
  const text = bytes.toString("latin1", from, newline);
  return /^-?\d{1,10}\r$/.test(text) ? { value: Number.parseInt(text, 10), end: newline + 1 } : "not-redis";
}

function unfinishedLine(bytes: Buffer, from: number): Unfinished {
  return bytes.length - from > LONGEST_LINE ? "not-redis" : { more: bytes.length + 1 };
}

function isUnfinished(outcome: object | "not-redis"): outcome is Unfinished {
  return outcome === "not-redis" || "more" in outcome;
}
