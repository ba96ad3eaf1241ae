import type { IncomingMessage } from "node:http";
import { Refusal } from "./refusal.ts";

const LIMIT_BYTES = 1024 * 1024;

/** The body as JSON; refuses other media types, large bodies, and what is not JSON. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const [mediaType = ""] = (request.headers["content-type"] ?? "").split(";");
  if (mediaType.trim().toLowerCase() !== "application/json")
    throw new Refusal(415, "unsupported_media_type", "send application/json");

  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > LIMIT_BYTES) throw new Refusal(413, "payload_too_large", "send at most 1 MiB");
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    throw new Refusal(400, "bad_request", "the body is not JSON");
  }
}
