import type { AmqpMessage } from "./amqp-proxy.ts";
import { readContentHeader } from "./content.ts";
import { type AmqpFrame, FRAME } from "./frame-reader.ts";
import { hasContent, readMethod } from "./methods.ts";

/** Of a body, in bytes; what is longer is passed on and not read. */
const BODY_READ = 1024 * 1024;

type Content = { message: AmqpMessage; left: number; parts: Buffer[]; read: number };

/** Puts the frames of one direction together to messages. */
export class ContentReader {
  /** Contents that are not whole yet, by channel. */
  readonly #open = new Map<number, Content>();

  /** Whether the channel is within a content, where no other method may stand. */
  isWithin(channel: number): boolean {
    return this.#open.has(channel);
  }

  /**
   * The message that this frame completes.
   * @param begin makes one of what is known of its connection
   * @throws RangeError when the frame is damaged
   */
  read(
    { type, channel, payload }: AmqpFrame,
    begin: () => Pick<AmqpMessage, "at" | "connection" | "from">,
  ): AmqpMessage | undefined {
    if (type === FRAME.METHOD) {
      const { name, fields } = readMethod(payload);
      const message = { ...begin(), channel, method: name, ...fields };
      if (!hasContent(name)) return message;
      this.#open.set(channel, { message, left: 0, parts: [], read: 0 });
      return undefined;
    }
    const content = this.#open.get(channel);
    if (content === undefined) return undefined;
    if (type === FRAME.CONTENT_HEADER) {
      const { bodySize, headers, properties } = readContentHeader(payload);
      Object.assign(content.message, { headers, properties });
      content.left = bodySize;
    } else if (type === FRAME.CONTENT_BODY) {
      content.left -= payload.length;
      if (content.read + payload.length <= BODY_READ) content.parts.push(payload);
      content.read += payload.length;
    } else return undefined;
    return content.left > 0 ? undefined : this.#complete(channel, content);
  }

  #complete(channel: number, { message, parts }: Content): AmqpMessage {
    this.#open.delete(channel);
    message.body = Buffer.concat(parts).toString("utf8");
    return message;
  }
}
