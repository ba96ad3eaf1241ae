import { StringDecoder } from "node:string_decoder";

const MAX_LINE = 16 * 1024;

/** Cuts a stream of bytes into lines; one of more than 16 Ki characters becomes several, so that a flood stays bounded. */
export function lineSplitter(onLine: (line: string) => void): { write(chunk: Buffer): void; end(): void } {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  const takeLongest = (text: string) => {
    let left = text;
    for (; left.length > MAX_LINE; left = left.slice(MAX_LINE)) onLine(left.slice(0, MAX_LINE));
    return left;
  };
  const take = (text: string) => {
    const parts = (rest + text).split("\n");
    const last = parts.pop() ?? "";
    for (const part of parts) onLine(takeLongest(part).replace(/\r$/, ""));
    rest = takeLongest(last);
  };
  return {
    write: (chunk) => take(decoder.write(chunk)),
    end() {
      take(decoder.end());
      if (rest !== "") onLine(rest);
      rest = "";
    },
  };
}
