import { FieldReader } from "./field-reader.ts";

/** What the protocol calls a field, in camel case. */
export type MethodFields = {
  exchange?: string;
  routingKey?: string;
  queue?: string;
  consumerTag?: string;
  /** Of a publish on a confirming channel: the number by which the broker will confirm it. */
  deliveryTag?: number;
  multiple?: boolean;
  requeue?: boolean;
  redelivered?: boolean;
  noAck?: boolean;
  mandatory?: boolean;
  passive?: boolean;
  durable?: boolean;
  exclusive?: boolean;
  autoDelete?: boolean;
  prefetchCount?: number;
  global?: boolean;
  messageCount?: number;
  consumerCount?: number;
  replyCode?: number;
  replyText?: string;
  virtualHost?: string;
  /** Of an exchange. */
  exchangeType?: string;
  arguments?: Record<string, unknown>;
};

export type Method = { name: string; fields: MethodFields };

type Kind = "octet" | "short" | "long" | "longlong" | "bit" | "shortstr" | "table";
/** "-" is a field that nobody needs. */
type Field = readonly [kind: Kind, name: keyof MethodFields | "-"];

const ticket: Field = ["short", "-"];
const queue: Field = ["shortstr", "queue"];
const exchange: Field = ["shortstr", "exchange"];
const routingKey: Field = ["shortstr", "routingKey"];
const consumerTag: Field = ["shortstr", "consumerTag"];
const deliveryTag: Field = ["longlong", "deliveryTag"];
const table: Field = ["table", "arguments"];
const bit = (name: Field[1]): Field => ["bit", name];
const closing: Field[] = [
  ["short", "replyCode"],
  ["shortstr", "replyText"],
];

/** AMQP 0-9-1 with RabbitMQ's extensions, by class and method number. Fields after the last one needed are left out. */
const METHODS: Record<string, readonly [name: string, ...fields: Field[]]> = {
  "10.10": ["connection.start"],
  "10.11": ["connection.start-ok"],
  "10.20": ["connection.secure"],
  "10.21": ["connection.secure-ok"],
  "10.30": ["connection.tune"],
  "10.31": ["connection.tune-ok"],
  "10.40": ["connection.open", ["shortstr", "virtualHost"]],
  "10.41": ["connection.open-ok"],
  "10.50": ["connection.close", ...closing],
  "10.51": ["connection.close-ok"],
  "10.60": ["connection.blocked", ["shortstr", "replyText"]],
  "10.61": ["connection.unblocked"],
  "10.70": ["connection.update-secret"],
  "10.71": ["connection.update-secret-ok"],
  "20.10": ["channel.open"],
  "20.11": ["channel.open-ok"],
  "20.20": ["channel.flow"],
  "20.21": ["channel.flow-ok"],
  "20.40": ["channel.close", ...closing],
  "20.41": ["channel.close-ok"],
  "40.10": [
    "exchange.declare",
    ticket,
    exchange,
    ["shortstr", "exchangeType"],
    bit("passive"),
    bit("durable"),
    bit("autoDelete"),
    bit("-"),
    bit("-"),
    table,
  ],
  "40.11": ["exchange.declare-ok"],
  "40.20": ["exchange.delete", ticket, exchange],
  "40.21": ["exchange.delete-ok"],
  "40.30": ["exchange.bind"],
  "40.31": ["exchange.bind-ok"],
  "40.40": ["exchange.unbind"],
  "40.51": ["exchange.unbind-ok"],
  "50.10": [
    "queue.declare",
    ticket,
    queue,
    bit("passive"),
    bit("durable"),
    bit("exclusive"),
    bit("autoDelete"),
    bit("-"),
    table,
  ],
  "50.11": ["queue.declare-ok", queue, ["long", "messageCount"], ["long", "consumerCount"]],
  "50.20": ["queue.bind", ticket, queue, exchange, routingKey, bit("-"), table],
  "50.21": ["queue.bind-ok"],
  "50.30": ["queue.purge", ticket, queue],
  "50.31": ["queue.purge-ok", ["long", "messageCount"]],
  "50.40": ["queue.delete", ticket, queue],
  "50.41": ["queue.delete-ok", ["long", "messageCount"]],
  "50.50": ["queue.unbind", ticket, queue, exchange, routingKey, table],
  "50.51": ["queue.unbind-ok"],
  "60.10": ["basic.qos", ["long", "-"], ["short", "prefetchCount"], bit("global")],
  "60.11": ["basic.qos-ok"],
  "60.20": [
    "basic.consume",
    ticket,
    queue,
    consumerTag,
    bit("-"),
    bit("noAck"),
    bit("exclusive"),
    bit("-"),
    table,
  ],
  "60.21": ["basic.consume-ok", consumerTag],
  "60.30": ["basic.cancel", consumerTag],
  "60.31": ["basic.cancel-ok", consumerTag],
  "60.40": ["basic.publish", ticket, exchange, routingKey, bit("mandatory")],
  "60.50": ["basic.return", ...closing, exchange, routingKey],
  "60.60": ["basic.deliver", consumerTag, deliveryTag, bit("redelivered"), exchange, routingKey],
  "60.70": ["basic.get", ticket, queue, bit("noAck")],
  "60.71": ["basic.get-ok", deliveryTag, bit("redelivered"), exchange, routingKey, ["long", "messageCount"]],
  "60.72": ["basic.get-empty"],
  "60.80": ["basic.ack", deliveryTag, bit("multiple")],
  "60.90": ["basic.reject", deliveryTag, bit("requeue")],
  "60.100": ["basic.recover-async", bit("requeue")],
  "60.110": ["basic.recover", bit("requeue")],
  "60.111": ["basic.recover-ok"],
  "60.120": ["basic.nack", deliveryTag, bit("multiple"), bit("requeue")],
  "85.10": ["confirm.select"],
  "85.11": ["confirm.select-ok"],
  "90.10": ["tx.select"],
  "90.11": ["tx.select-ok"],
  "90.20": ["tx.commit"],
  "90.21": ["tx.commit-ok"],
  "90.30": ["tx.rollback"],
  "90.31": ["tx.rollback-ok"],
};

/** The method of a method frame's payload. @throws RangeError when it is damaged */
export function readMethod(payload: Buffer): Method {
  const reader = new FieldReader(payload);
  const id = `${reader.short()}.${reader.short()}`;
  const known = METHODS[id];
  if (known === undefined) return { name: `method ${id}`, fields: {} };
  const [name, ...fields] = known;
  const read: Record<string, unknown> = {};
  for (const [kind, field] of fields) {
    const value = reader[kind]();
    if (field !== "-") read[field] = value;
  }
  return { name, fields: read };
}

/** Those that a content follows: a header and a body. */
const WITH_CONTENT = new Set(["basic.publish", "basic.return", "basic.deliver", "basic.get-ok"]);
export const hasContent = (name: string): boolean => WITH_CONTENT.has(name);

/** A method frame. */
export function methodFrame(channel: number, [classId, methodId]: [number, number], fields: Buffer): Buffer {
  const frame = Buffer.alloc(7 + 4 + fields.length + 1);
  frame.writeUInt8(1, 0);
  frame.writeUInt16BE(channel, 1);
  frame.writeUInt32BE(4 + fields.length, 3);
  frame.writeUInt16BE(classId, 7);
  frame.writeUInt16BE(methodId, 9);
  fields.copy(frame, 11);
  frame.writeUInt8(0xce, frame.length - 1);
  return frame;
}
