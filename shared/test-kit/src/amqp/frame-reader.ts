/** One whole frame with all its bytes. `type` 0 is the protocol header with which a connection begins. */
export type AmqpFrame = { type: number; channel: number; payload: Buffer; bytes: Buffer };

const METHOD = 1;
const CONTENT_HEADER = 2;
const CONTENT_BODY = 3;
const HEARTBEAT = 8;
export const FRAME = { METHOD, CONTENT_HEADER, CONTENT_BODY, HEARTBEAT };
const TYPES = new Set([METHOD, CONTENT_HEADER, CONTENT_BODY, HEARTBEAT]);

const FRAME_END = 0xce;
const HEAD_BYTES = 7;
const PROTOCOL_HEADER_BYTES = 8;
const NAME = "AMQP";
/** Frames are negotiated, as a rule to 128 KiB; a longer one than this is another protocol. */
const LONGEST_BYTES = 16 * 1024 * 1024;

/** Cuts one direction of an AMQP 0-9-1 connection into frames. What is not the protocol makes it `opaque`. */
export class FrameReader {
  opaque = false;
  #chunks: Buffer[] = [];
  #size = 0;
  #wanted = 1;
  /** Only the first bytes of a connection may be a protocol header. */
  #begun = false;

  /** Every byte is returned once and in order, in a frame or in `rest`; those of a frame that is not whole yet wait. */
  push(chunk: Buffer): { frames: AmqpFrame[]; rest: Buffer | undefined } {
    if (this.opaque) return { frames: [], rest: chunk };
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    if (this.#size < this.#wanted) return { frames: [], rest: undefined };
    const bytes = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks);
    const frames: AmqpFrame[] = [];
    this.#wanted = 1;
    let offset = 0;
    for (let frame = this.#next(bytes, 0); frame !== undefined; frame = this.#next(bytes, offset)) {
      frames.push(frame);
      offset += frame.bytes.length;
    }
    const left = bytes.subarray(offset);
    this.#chunks = this.opaque || left.length === 0 ? [] : [left];
    this.#size = this.opaque ? 0 : left.length;
    return { frames, rest: this.opaque ? left : undefined };
  }

  #next(bytes: Buffer, start: number): AmqpFrame | undefined {
    const left = bytes.length - start;
    if (left === 0) return undefined;
    if (!this.#begun && bytes[start] === NAME.charCodeAt(0)) return this.#protocolHeader(bytes, start);
    if (left < HEAD_BYTES) {
      this.#wanted = HEAD_BYTES;
      return undefined;
    }
    const type = bytes[start] as number;
    const end = start + HEAD_BYTES + bytes.readUInt32BE(start + 3);
    if (!TYPES.has(type) || end - start > LONGEST_BYTES) return this.#give();
    if (bytes.length <= end) {
      this.#wanted = end - start + 1;
      return undefined;
    }
    if (bytes[end] !== FRAME_END) return this.#give();
    this.#begun = true;
    return {
      type,
      channel: bytes.readUInt16BE(start + 1),
      payload: bytes.subarray(start + HEAD_BYTES, end),
      bytes: bytes.subarray(start, end + 1),
    };
  }

  #protocolHeader(bytes: Buffer, start: number): AmqpFrame | undefined {
    const end = start + PROTOCOL_HEADER_BYTES;
    if (bytes.length < end) {
      this.#wanted = PROTOCOL_HEADER_BYTES;
      return undefined;
    }
    const header = bytes.subarray(start, end);
    if (header.toString("latin1", 0, NAME.length) !== NAME) return this.#give();
    this.#begun = true;
    return { type: 0, channel: 0, payload: header, bytes: header };
  }

  #give(): undefined {
    this.opaque = true;
  }
}
