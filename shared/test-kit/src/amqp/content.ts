import { FieldReader } from "./field-reader.ts";

/** What stands in a content header. */
export type ContentHeader = {
  bodySize: number;
  headers: Record<string, unknown>;
  /** Basic properties but the headers, in the names of amqplib. */
  properties: Record<string, unknown>;
};

/** In the order of their flags, from the highest bit. */
const PROPERTIES = [
  ["contentType", "shortstr"],
  ["contentEncoding", "shortstr"],
  ["headers", "table"],
  ["deliveryMode", "octet"],
  ["priority", "octet"],
  ["correlationId", "shortstr"],
  ["replyTo", "shortstr"],
  ["expiration", "shortstr"],
  ["messageId", "shortstr"],
  ["timestamp", "longlong"],
  ["type", "shortstr"],
  ["userId", "shortstr"],
  ["appId", "shortstr"],
  ["clusterId", "shortstr"],
] as const;

/** @throws RangeError when it is damaged */
export function readContentHeader(payload: Buffer): ContentHeader {
  const reader = new FieldReader(payload);
  reader.long();
  const bodySize = reader.longlong();
  const flags = reader.short();
  const read: Record<string, unknown> = {};
  for (const [index, [name, kind]] of PROPERTIES.entries())
    if ((flags & (0x8000 >> index)) !== 0) read[name] = reader[kind]();
  const { headers = {}, ...properties } = read;
  return { bodySize, headers: headers as Record<string, unknown>, properties };
}
