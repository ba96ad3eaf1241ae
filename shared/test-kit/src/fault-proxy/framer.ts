/** One whole message. Offsets count in the chunk that completed it; `start` is negative when it began in an earlier chunk. */
export type Frame = { type: string; body: Buffer; start: number; end: number };

/** No message of an app or an answer is longer; a length beyond it means that this is not the protocol. */
const LONGEST_BYTES = 64 * 1024 * 1024;
const LONGEST_STARTUP_BYTES = 10_000;
const STARTUP_MAJOR = 3;
/** SSLRequest and GSSENCRequest: the service answers with a single byte, then the startup begins anew. */
const ENCRYPTION_REQUESTS = new Set([80_877_103, 80_877_104]);
const CANCEL_REQUEST = 80_877_102;

/**
 * Cuts one direction of a Postgres connection into messages (protocol 3: type byte, length, body; the first
 * of the app has no type byte). What is not the protocol makes it `opaque`: then it finds nothing any more.
 */
export class Framer {
  opaque = false;
  #rest: Buffer = Buffer.alloc(0);
  #startup: boolean;
  #singleBytes = 0;

  constructor(side: "app" | "service") {
    this.#startup = side === "app";
  }

  /** The next byte is an answer to an encryption request, not a message. */
  expectSingleByte(): void {
    this.#singleBytes += 1;
  }

  push(chunk: Buffer): Frame[] {
    if (this.opaque) return [];
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const before = bytes.length - chunk.length;
    const frames: Frame[] = [];
    let offset = 0;
    while (!this.opaque) {
      const frame = this.#next(bytes, offset);
      if (frame === undefined) break;
      frames.push({ ...frame, start: offset - before, end: frame.end - before });
      offset = frame.end;
    }
    this.#rest = this.opaque ? Buffer.alloc(0) : bytes.subarray(offset);
    return frames;
  }

  #next(bytes: Buffer, offset: number): Omit<Frame, "start"> | undefined {
    if (this.#singleBytes > 0 && offset < bytes.length) {
      this.#singleBytes -= 1;
      const answer = String.fromCharCode(bytes[offset] as number);
      if (answer === "N")
        return { type: "single-byte", body: bytes.subarray(offset, offset + 1), end: offset + 1 };
      // Accepted: from here on everything is encrypted. An error message ("E") goes on below.
      this.opaque = answer !== "E";
      if (this.opaque) return undefined;
    }
    const head = this.#startup ? 0 : 1;
    if (bytes.length < offset + head + 4) return undefined;
    const length = bytes.readUInt32BE(offset + head);
    if (length < 4 || length > (this.#startup ? LONGEST_STARTUP_BYTES : LONGEST_BYTES)) {
      this.opaque = true;
      return undefined;
    }
    const end = offset + head + length;
    if (bytes.length < end) return undefined;
    const body = bytes.subarray(offset + head + 4, end);
    if (head === 0) return this.#begin(body, end);
    return { type: String.fromCharCode(bytes[offset] as number), body, end };
  }

  #begin(body: Buffer, end: number): Omit<Frame, "start"> | undefined {
    const code = body.length < 4 ? 0 : body.readUInt32BE(0);
    if (ENCRYPTION_REQUESTS.has(code)) return { type: "encryption-request", body, end };
    if (code === CANCEL_REQUEST) return { type: "cancel-request", body, end };
    this.#startup = false;
    if (code >>> 16 === STARTUP_MAJOR) return { type: "startup", body, end };
    this.opaque = true;
    return undefined;
  }
}
