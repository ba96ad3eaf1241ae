const HEAD_BYTES = 8;
const LENGTH_AT = 4;

/** Lines of a container's log. The engine puts eight bytes before each piece of either stream; the last four are its length. */
export function linesOfLog(log: Buffer): string[] {
  let text = "";
  for (let at = 0; at + HEAD_BYTES <= log.length; ) {
    const end = at + HEAD_BYTES + log.readUInt32BE(at + LENGTH_AT);
    text += log.toString("utf8", at + HEAD_BYTES, end);
    at = end;
  }
  return text.split("\n").filter((line) => line.trim() !== "");
}
