import type { Ends, MatchedRule, Wire, WireHost } from "../fault-proxy/index.ts";
import { isSetup } from "./command-kinds.ts";
import { CommandReader } from "./command-reader.ts";
import type { RedisAction, RedisMessage } from "./redis-proxy.ts";
import { ReplyScanner, type ScannedReply } from "./reply-scanner.ts";

/** What the connections of one proxy share. */
export interface RedisTraffic {
  /** The turn of work that a command belongs to which is sent now. */
  turn(): number;
  /** An answer to work has been given to the app. */
  answered(): void;
  transaction(): number;
  /** The error to answer with instead of doing it. */
  refusal(message: RedisMessage): string | undefined;
  /** It goes to Redis now. */
  seen(message: RedisMessage): void;
  /** The app is answered with this error. */
  failed(error: string): void;
}

/** A command whose answer is still to come. */
type Pending = {
  message: RedisMessage;
  rule?: MatchedRule<RedisAction> | undefined;
  /** Given to the app in the place of the answer. */
  instead?: string;
  begun?: boolean;
};

/** Redis refuses it, and by that makes a transaction fail, as it does for any command that it refuses. */
const REFUSED = Buffer.from("*1\r\n$24\r\nREFUSED-FOR-THIS-CHECK-X\r\n");
const DISCARD = Buffer.from("*1\r\n$7\r\nDISCARD\r\n");
/** After these, answers cannot be counted: more or fewer come than commands are sent. */
const UNCOUNTED = new Set(["SUBSCRIBE", "PSUBSCRIBE", "SSUBSCRIBE", "MONITOR", "SYNC", "PSYNC"]);

/** One connection in the protocol of Redis. */
export class RedisWire implements Wire {
  readonly #host: WireHost<RedisMessage, RedisAction>;
  readonly #ends: Ends;
  readonly #traffic: RedisTraffic;
  readonly #commands = new CommandReader();
  readonly #replies = new ReplyScanner();
  readonly #pending: Pending[] = [];
  #database = 0;
  #transaction: number | undefined;
  #uncounted = false;

  constructor(host: WireHost<RedisMessage, RedisAction>, ends: Ends, traffic: RedisTraffic) {
    this.#host = host;
    this.#ends = ends;
    this.#traffic = traffic;
  }

  fromApp(chunk: Buffer): void {
    const goesOn: Buffer[] = [];
    for (const { args, bytes } of this.#commands.push(chunk)) {
      const [name, ...rest] = args;
      if (name === undefined) {
        goesOn.push(bytes);
        continue;
      }
      const message = this.#message(name.toUpperCase(), rest);
      // Asked with the whole command; what is kept of it is shorter.
      const refusal = this.#traffic.refusal(message);
      const rule = this.#host.heard(message);
      if (rule?.action === "cut-before") {
        this.#ends.cutAfter(Buffer.concat(goesOn));
        rule.happened();
        return;
      }
      goesOn.push(refusal === undefined ? bytes : this.#refuse(message, refusal));
      if (refusal === undefined) this.#pending.push({ message, rule });
      this.#traffic.seen(message);
      this.#follow(message);
    }
    if (goesOn.length > 0) this.#ends.toService(Buffer.concat(goesOn));
  }

  fromService(chunk: Buffer): void {
    if (this.#uncounted || this.#commands.opaque || this.#replies.opaque) {
      this.#ends.toApp(chunk);
      return;
    }
    const outgoing = new Outgoing(chunk, this.#ends, () => this.#traffic.answered());
    for (const reply of this.#replies.push(chunk)) {
      const first = reply.push ? undefined : this.#pending.shift();
      if (first === undefined) continue;
      this.#begin(first, reply.start, outgoing);
      if (this.#answer(first, reply, outgoing) === "cut") return;
    }
    const unfinished = this.#replies.unfinished;
    const [next] = this.#pending;
    if (unfinished !== undefined && next !== undefined) {
      this.#begin(next, unfinished, outgoing);
      if (isKeptFromApp(next)) return;
    }
    outgoing.pass(chunk.length);
  }

  #message(command: string, args: string[]): RedisMessage {
    const setup = isSetup(command, args);
    if (command === "MULTI") this.#transaction ??= this.#traffic.transaction();
    return {
      ...this.#host.stamp(),
      command,
      args,
      database: this.#database,
      setup,
      turn: setup ? 0 : this.#traffic.turn(),
      ...(this.#transaction !== undefined && { transaction: this.#transaction }),
    };
  }

  /** What Redis gets instead of a command that is answered with an error. */
  #refuse(message: RedisMessage, error: string): Buffer {
    const discards = message.command === "EXEC" && this.#transaction !== undefined;
    const instead = discards ? `EXECABORT Transaction discarded because of: ${error}` : error;
    this.#pending.push({ message, instead });
    return discards ? DISCARD : REFUSED;
  }

  #follow({ command, args }: RedisMessage): void {
    if (command === "SELECT") this.#database = Number(args[0]) || 0;
    if (command === "EXEC" || command === "DISCARD" || command === "RESET") this.#transaction = undefined;
    if (command === "RESET") this.#database = 0;
    if (UNCOUNTED.has(command) || (command === "CLIENT" && args[0]?.toUpperCase() === "REPLY"))
      this.#uncounted = true;
  }

  /** Before the first byte of an answer: what it may need. */
  #begin(pending: Pending, start: number, outgoing: Outgoing): void {
    if (pending.begun || (pending.rule === undefined && pending.instead === undefined)) return;
    pending.begun = true;
    outgoing.pass(start);
    if (pending.rule?.action === "hold-answer") this.#ends.holdAnswers();
  }

  /** The answer is whole. */
  #answer({ message, rule, instead }: Pending, reply: ScannedReply, outgoing: Outgoing): "cut" | "goes on" {
    message.answeredAt = this.#host.stamp().at;
    if (reply.nil) message.nil = true;
    const error = instead ?? reply.error;
    if (error !== undefined) message.error = error;
    if (error !== undefined && !message.setup) this.#traffic.failed(error);
    if (!message.setup) outgoing.answersWork();
    if (rule?.action === "cut-after-answer-arrives") this.#ends.cut();
    else if (instead !== undefined) outgoing.replace(reply.end, Buffer.from(`-${instead}\r\n`));
    rule?.happened();
    return rule?.action === "cut-after-answer-arrives" ? "cut" : "goes on";
  }
}

/** Whether the bytes of the service's answer are not for the app. */
function isKeptFromApp({ rule, instead }: Pending): boolean {
  return instead !== undefined || rule?.action === "cut-after-answer-arrives";
}

/** One chunk of the service on its way to the app. */
class Outgoing {
  readonly #chunk: Buffer;
  readonly #ends: Ends;
  readonly #answered: () => void;
  #sent = 0;
  #work = false;

  /** @param answered called when an answer to work has gone on */
  constructor(chunk: Buffer, ends: Ends, answered: () => void) {
    this.#chunk = chunk;
    this.#ends = ends;
    this.#answered = answered;
  }

  answersWork(): void {
    this.#work = true;
  }

  /** Bytes before `until` go on. */
  pass(until: number): void {
    const from = this.#sent;
    this.#sent = Math.max(from, until);
    this.#send(this.#chunk.subarray(from, this.#sent));
  }

  /** Bytes before `until` are dropped, these go on in their place. */
  replace(until: number, by: Buffer): void {
    this.#sent = until;
    this.#send(by);
  }

  #send(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#ends.toApp(bytes, this.#work ? this.#answered : undefined);
    this.#work = false;
  }
}
