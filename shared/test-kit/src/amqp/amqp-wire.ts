import type { Ends, MatchedRule, Wire, WireHost } from "../fault-proxy/index.ts";
import type { AmqpAction, AmqpConsumer, AmqpMessage } from "./amqp-proxy.ts";
import type { AmqpTraffic } from "./amqp-traffic.ts";
import { ChannelState } from "./channel-state.ts";
import { ContentReader } from "./content-reader.ts";
import { barrier, connectionClose, FORCED, lateAck, NORMAL } from "./forged-frames.ts";
import { type AmqpFrame, FrameReader } from "./frame-reader.ts";
import { hasContent } from "./methods.ts";

type Host = WireHost<AmqpMessage, AmqpAction>;
type Side = AmqpMessage["from"];
/**
 * "closing": the app has been told that the connection is closed. "draining": the app is cut off, and the broker still
 * does what it was sent. "over": what comes from now on is nobody's.
 */
type State = "open" | "closing" | "draining" | "over";

/** For the broker to do what it was sent before a cut. */
const DRAIN_LIMIT_MS = 1000;
/** By these a channel answers the barrier, or tells that it is no more. */
const DRAINED = new Set(["confirm.select-ok", "channel.close", "connection.close"]);

/** One connection in the protocol of AMQP 0-9-1. */
export class AmqpWire implements Wire {
  readonly #host: Host;
  readonly #ends: Ends;
  readonly #traffic: AmqpTraffic;
  readonly #seen: (message: AmqpMessage) => void;
  readonly #frames = { app: new FrameReader(), broker: new FrameReader() };
  readonly #contents = { app: new ContentReader(), broker: new ContentReader() };
  readonly #channels = new Map<number, ChannelState>();
  /** Channels that are to be closed as soon as a method may stand there. */
  readonly #toClose = new Set<number>();
  #state: State = "open";
  /** The broker has done what it was sent. */
  #drained: (() => void) | undefined;
  /** The broker has opened the connection. */
  #opened = false;

  /** @param seen is told of each message after its connection knows what it means */
  constructor(host: Host, ends: Ends, traffic: AmqpTraffic, seen: (message: AmqpMessage) => void) {
    this.#host = host;
    this.#ends = ends;
    this.#traffic = traffic;
    this.#seen = seen;
  }

  fromApp(chunk: Buffer): void {
    this.#hear("app", chunk);
  }

  fromService(chunk: Buffer): void {
    this.#hear("broker", chunk);
  }

  closed(): void {
    this.#drained?.();
    this.#end();
  }

  consumers(): AmqpConsumer[] {
    return [...this.#channels.values()].flatMap((channel) => [...channel.consumers.values()]);
  }

  /** Whether there was something to close. */
  close(): boolean {
    if (this.#state !== "open") return false;
    if (!this.#opened || this.#isOpaque()) this.#ends.cut();
    else this.#ends.toApp(connectionClose(FORCED));
    this.#end();
    this.#state = "closing";
    return true;
  }

  /** Returns how many. */
  closeChannels(which: "consuming" | "all"): number {
    if (this.#state !== "open" || this.#isOpaque()) return 0;
    const chosen = [...this.#channels].filter(([, { consumers }]) => which === "all" || consumers.size > 0);
    for (const [number] of chosen)
      if (this.#contents.app.isWithin(number)) this.#toClose.add(number);
      else this.#ends.toService(lateAck(number));
    return chosen.length;
  }

  #hear(from: Side, chunk: Buffer): void {
    if (this.#state === "over") return;
    const { frames, rest } = this.#frames[from].push(chunk);
    if (this.#state !== "open") {
      this.#hearEnding(from, frames);
      return;
    }
    const goesOn: Buffer[] = [];
    for (const frame of frames) {
      const message = this.#message(from, frame);
      if (message !== undefined && this.#meet(message, frame, goesOn) === "cut") return;
      goesOn.push(frame.bytes);
      if (from === "app" && this.#toClose.size > 0) this.#closeChannel(frame.channel, goesOn);
    }
    if (rest !== undefined) goesOn.push(rest);
    this.#pass(from, goesOn);
  }

  /** What either side says goes nowhere any more. */
  #hearEnding(from: Side, frames: readonly AmqpFrame[]): void {
    if (this.#state === "closing" && from === "app") this.#awaitCloseOk(frames);
    if (this.#state === "draining" && from === "broker") this.#awaitDrained(frames);
  }

  #message(from: Side, frame: AmqpFrame): AmqpMessage | undefined {
    try {
      return this.#contents[from].read(frame, () => ({ ...this.#host.stamp(), from }));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      // Damaged: whoever gets it says so.
      return undefined;
    }
  }

  /** @param goesOn what came before it in the same chunk */
  #meet(message: AmqpMessage, frame: AmqpFrame, goesOn: Buffer[]): "cut" | "goes on" {
    // Its own fields first: a rule may ask for the number of a publish.
    const rule = this.#host.heard(message);
    if (rule?.action === "cut-before") return this.#cut(message, goesOn, rule);
    this.#follow(message);
    this.#seen(message);
    if (rule?.action === "cut-after") return this.#cut(message, [...goesOn, frame.bytes], rule);
    if (rule?.action !== "hold") return "goes on";
    this.#pass(message.from, goesOn.splice(0));
    if (message.from === "app") this.#ends.holdRequests();
    else this.#ends.holdAnswers();
    rule.happened();
    return "goes on";
  }

  #cut({ from, channel, method }: AmqpMessage, last: Buffer[], rule: MatchedRule<AmqpAction>): "cut" {
    this.#end();
    const within = rule.action === "cut-before" && hasContent(method);
    if (from === "app" && channel > 0 && !within) this.#drain(channel, last, rule);
    else {
      if (from === "app") this.#ends.cutAfter(Buffer.concat(last));
      else this.#ends.endAfter(Buffer.concat(last));
      rule.happened();
    }
    return "cut";
  }

  /** A broker that sees the end of a connection forgets what it has read of it and not yet done. */
  #drain(channel: number, last: Buffer[], rule: MatchedRule<AmqpAction>): void {
    this.#state = "draining";
    this.#pass("app", [...last, barrier(channel)]);
    this.#ends.cutApp();
    const drained = () => {
      clearTimeout(limit);
      this.#drained = undefined;
      this.#state = "over";
      this.#ends.cut();
      rule.happened();
    };
    const limit = setTimeout(drained, DRAIN_LIMIT_MS);
    this.#drained = drained;
  }

  #awaitDrained(frames: readonly AmqpFrame[]): void {
    const messages = frames.map((frame) => this.#message("broker", frame));
    if (messages.some((message) => message !== undefined && DRAINED.has(message.method))) this.#drained?.();
  }

  #follow(message: AmqpMessage): void {
    const { from, method, channel, at } = message;
    if (method === "connection.open-ok") this.#opened = true;
    if (method === "channel.open") this.#channels.set(channel, new ChannelState(this.#traffic));
    const state = this.#channels.get(channel);
    if (from === "app") state?.fromApp(message);
    else state?.fromBroker(message);
    if (method !== "channel.close") return;
    state?.end(at);
    this.#channels.delete(channel);
  }

  #closeChannel(channel: number, goesOn: Buffer[]): void {
    if (this.#contents.app.isWithin(channel) || !this.#toClose.delete(channel)) return;
    goesOn.push(lateAck(channel));
  }

  /** The app has been told that the connection is closed; once it knows, so does the broker. */
  #awaitCloseOk(frames: readonly AmqpFrame[]): void {
    const messages = frames.map((frame) => this.#message("app", frame));
    if (!messages.some((message) => message?.method === "connection.close-ok")) return;
    this.#state = "over";
    this.#ends.toService(connectionClose(NORMAL));
    this.#ends.finish();
  }

  #pass(from: Side, parts: Buffer[]): void {
    if (parts.length === 0) return;
    const bytes = parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
    if (from === "app") this.#ends.toService(bytes);
    else this.#ends.toApp(bytes);
  }

  #end(): void {
    this.#state = "over";
    const { at } = this.#host.stamp();
    for (const channel of this.#channels.values()) channel.end(at);
    this.#channels.clear();
  }

  #isOpaque(): boolean {
    return this.#frames.app.opaque || this.#frames.broker.opaque;
  }
}
