/** What one TCP connection does, as it is told over a Unix socket: that kind of socket knows neither a reset nor the end of one direction from the end of all. */
export type Frame = { kind: "data"; bytes: Buffer } | { kind: "end" } | { kind: "reset" };

/** A byte for the kind, four for the length. */
const HEADER = 5;
const KINDS = ["data", "end", "reset"] as const;

export function encodeFrame(kind: Frame["kind"], length = 0): Buffer {
  const header = Buffer.alloc(HEADER);
  header.writeUInt8(KINDS.indexOf(kind));
  header.writeUInt32BE(length, 1);
  return header;
}

/** Takes chunks as they come, and gives what is known of each frame at once: long data comes in several. */
export function frameReader(): (chunk: Buffer) => Frame[] {
  let rest: Buffer = Buffer.alloc(0);
  /** Bytes of the data frame that has begun. */
  let owed = 0;

  const take = (length: number) => {
    const taken = rest.subarray(0, length);
    rest = rest.subarray(length);
    return taken;
  };
  const next = (): Frame | undefined => {
    if (owed > 0) {
      const bytes = take(owed);
      owed -= bytes.length;
      return bytes.length > 0 ? { kind: "data", bytes } : undefined;
    }
    if (rest.length < HEADER) return undefined;
    const header = take(HEADER);
    const kind = KINDS[header.readUInt8()];
    if (kind === undefined) throw new Error("what came is no frame");
    if (kind !== "data") return { kind };
    owed = header.readUInt32BE(1);
    return next();
  };
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const frames: Frame[] = [];
    for (let frame = next(); frame !== undefined; frame = next()) frames.push(frame);
    return frames;
  };
}
