import type { AsyncMessage } from "rabbitmq-client";

/** The library reads bodies that call themselves JSON or plain text; this undoes it, so that a copy holds the same. */
export function bytesOf({ body, contentType, contentEncoding }: AsyncMessage): Buffer {
  if (Buffer.isBuffer(body)) return body;
  if (contentType === "text/plain" && !contentEncoding) return Buffer.from(body as string);
  return Buffer.from(JSON.stringify(body));
}
