import { methodFrame } from "./methods.ts";

type Reason = { code: number; text: string };
/** As RabbitMQ says it when an operator closes a connection, and when it stops. */
export const FORCED: Reason = { code: 320, text: "CONNECTION_FORCED - broker forced connection closure" };
export const NORMAL: Reason = { code: 200, text: "closed" };

/** No channel delivers as many. */
const NEVER_DELIVERED = 2n ** 40n;

/** The proxy says it for one side to the other: the broker itself needs seconds to know a connection by its name. */
export function connectionClose({ code, text }: Reason): Buffer {
  const said = Buffer.from(text);
  const fields = Buffer.alloc(2 + 1 + said.length + 4);
  fields.writeUInt16BE(code, 0);
  fields.writeUInt8(said.length, 2);
  said.copy(fields, 3);
  return methodFrame(0, [10, 50], fields);
}

/** An ack for what was never delivered: the broker closes its channel, as it does for any breach of the protocol. */
export function lateAck(channel: number): Buffer {
  const fields = Buffer.alloc(8 + 1);
  fields.writeBigUInt64BE(NEVER_DELIVERED, 0);
  return methodFrame(channel, [60, 80], fields);
}

/** Answered once its channel has done all that came before. */
export function barrier(channel: number): Buffer {
  return methodFrame(channel, [85, 10], Buffer.alloc(1));
}
