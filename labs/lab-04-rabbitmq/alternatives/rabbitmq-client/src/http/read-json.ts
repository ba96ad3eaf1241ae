import type { IncomingMessage } from "node:http";
import { problem } from "./problem.ts";

const LIMIT_BYTES = 1_048_576;

/** The body of a request as JSON. A body that is too large is read to its end and forgotten, so that the caller hears why. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers["content-type"] ?? "")) {
    request.resume();
    throw problem(415, "send application/json");
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes <= LIMIT_BYTES) chunks.push(chunk);
  }
  if (bytes > LIMIT_BYTES) throw problem(413, "the body is larger than 1 MiB");
  return parse(Buffer.concat(chunks).toString());
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text, (key, value) => {
      if (key === "__proto__") throw new SyntaxError("a key has a name that it must not have");
      return value;
    });
  } catch (error) {
    throw problem(400, error instanceof Error ? error.message : "the body is not JSON");
  }
}
