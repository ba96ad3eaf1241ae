import type { GetMessage } from "amqplib";
import type { BrokerMessage } from "./judge-broker.ts";

export function readMessage({ content, fields, properties }: GetMessage): BrokerMessage {
  const { headers = {}, ...rest } = properties as unknown as Record<string, unknown>;
  const text = content.toString("utf8");
  return {
    content,
    text,
    json: parse(text),
    headers: headers as Record<string, unknown>,
    properties: Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
    exchange: fields.exchange,
    routingKey: fields.routingKey,
    redelivered: fields.redelivered,
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The bytes of what a check publishes, and the content type that goes with them. */
export function encodeBody(body: unknown): { content: Buffer; contentType?: string } {
  if (body instanceof Uint8Array) return { content: Buffer.from(body) };
  if (typeof body === "string") return { content: Buffer.from(body) };
  return { content: Buffer.from(JSON.stringify(body)), contentType: "application/json" };
}
