import type { Recorder } from "../evidence/index.ts";
import { type Protocol, type StartedProxy, startProxy } from "../fault-proxy/index.ts";
import { clip } from "../show.ts";
import type { CommandFlags } from "./command-kinds.ts";
import { type BareErrors, ErrorAnswers, recordedErrors } from "./error-answers.ts";
import type { RedisAction, RedisMessage, RedisProxy } from "./redis-proxy.ts";
import { RedisWire } from "./redis-wire.ts";
import { showCommand } from "./show-commands.ts";
import { TrafficEvidence } from "./traffic-evidence.ts";
import { unitsOf } from "./units.ts";

/** Of one argument; rules are asked with all of it. */
const ARGUMENT_KEPT = 2_000;
const ARGUMENTS_KEPT = 2_000;
const ARGUMENT_OF_MANY_KEPT = 100;
const MANY = 100;
/** Of a message without its texts. */
const MESSAGE_BYTES = 200;

export type StartedRedisProxy = StartedProxy<RedisMessage, RedisAction> &
  RedisProxy & { readonly errors: BareErrors };

/** A proxy that understands Redis, for the connections of one tenant. */
export async function startRedisProxy(
  target: { tenant: string; host: string; port: number; flags: CommandFlags },
  recorder: Recorder,
): Promise<StartedRedisProxy> {
  const { tenant, host, port, flags } = target;
  const service = `redis.${tenant}`;
  const errors = new ErrorAnswers(flags);
  const evidence = new TrafficEvidence(tenant);
  let [turn, turnsBefore, speaking, transactions] = [0, 0, false, 0];

  const protocol: Protocol<RedisMessage, RedisAction> = {
    open: (wireHost, ends) =>
      new RedisWire(wireHost, ends, {
        turn() {
          if (!speaking) turn += 1;
          speaking = true;
          return turn;
        },
        answered() {
          speaking = false;
        },
        transaction: () => ++transactions,
        refusal: (message) => errors.refusal(message),
        seen: (message) => evidence.add(message, proxy.recorder()),
        failed: (text) => evidence.error(text),
      }),
    describe: ({ command, args }) => ({
      options: { command: [command, ...args] },
      text: showCommand([command, ...args]),
    }),
    actions: {
      "cut-before": "cut the connection before this reached Redis",
      "cut-after-answer-arrives": "Redis answered this, then the connection was cut before the app heard",
      "hold-answer": "Redis answered this and the answer is held",
    },
    shorten(message) {
      const kept = message.args.length > MANY ? ARGUMENT_OF_MANY_KEPT : ARGUMENT_KEPT;
      message.args = message.args.slice(0, ARGUMENTS_KEPT).map((argument) => clip(argument, kept));
      return message.args.reduce((bytes, argument) => bytes + argument.length, MESSAGE_BYTES);
    },
  };
  const proxy = await startProxy({ service, host, port }, protocol, recorder);

  function forget(): void {
    [turnsBefore, speaking] = [turn, false];
    evidence.forget();
  }

  return {
    ...proxy,
    ...recordedErrors(service, proxy.recorder, [errors]),
    errors,
    workTurns: () => turn - turnsBefore,
    units: () => unitsOf(proxy.messages()),
    reset() {
      proxy.reset();
      forget();
    },
    handOver(to) {
      errors.answerNormally();
      proxy.handOver(to);
      forget();
    },
  };
}
