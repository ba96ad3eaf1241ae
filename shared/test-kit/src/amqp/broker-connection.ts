import type { RabbitmqSurroundings } from "@picking-labs/contracts";
import type { ChannelModel, ConfirmChannel } from "amqplib";
import { withLimit } from "../limit.ts";
import type { Scope } from "../scope.ts";
import { connectBroker } from "./connect-broker.ts";

const LIMIT_MS = 10_000;

/** The judge's connection to one virtual host, opened when it is first used and again when it was lost. */
export class BrokerConnection {
  readonly #place: RabbitmqSurroundings;
  readonly #virtualHost: string;
  readonly #scope: Scope;
  #connection: Promise<ChannelModel> | undefined;
  #publishing: Promise<ConfirmChannel> | undefined;

  constructor(place: RabbitmqSurroundings, virtualHost: string, scope: Scope) {
    this.#place = place;
    this.#virtualHost = virtualHost;
    this.#scope = scope;
  }

  async channel(): Promise<ConfirmChannel> {
    const channel = await limited((await this.#connected()).createConfirmChannel());
    // What closes it shows at its next use.
    channel.on("error", (error) => reasons.set(channel, error));
    return channel;
  }

  /** One that stays open, for what cannot close it as a rule. */
  async publishing(): Promise<ConfirmChannel> {
    this.#publishing ??= this.channel().then((channel) => {
      channel.once("close", () => {
        this.#publishing = undefined;
      });
      return channel;
    });
    this.#publishing.catch(() => {
      this.#publishing = undefined;
    });
    return this.#publishing;
  }

  /** On a channel of its own: the broker closes a channel at the first thing that it refuses. */
  async on<T>(work: (channel: ConfirmChannel) => Promise<T>): Promise<T> {
    const channel = await this.channel();
    try {
      return await limited(work(channel));
    } finally {
      await limited(channel.close()).catch(() => undefined);
    }
  }

  #connected(): Promise<ChannelModel> {
    if (this.#connection !== undefined) return this.#connection;
    const connecting = connectBroker(this.#place, this.#virtualHost);
    this.#connection = connecting;
    const forget = () => {
      this.#connection = undefined;
      this.#publishing = undefined;
    };
    connecting.then((connection) => connection.once("close", forget), forget);
    this.#scope.onEnd("a connection of the judge to RabbitMQ could not be closed", async () => {
      const connection = await connecting.catch(() => undefined);
      if (connection === undefined) return;
      // A close that meets the loss of its connection is never answered.
      const ended = new Promise<void>((resolve) => connection.once("close", () => resolve()));
      await Promise.race([connection.close().catch(() => undefined), ended]);
    });
    return connecting;
  }
}

const reasons = new WeakMap<ConfirmChannel, Error>();

/** Why the broker closed this channel. */
export const closeReason = (channel: ConfirmChannel): Error | undefined => reasons.get(channel);

export const limited = <T>(work: Promise<T>): Promise<T> =>
  withLimit(work, LIMIT_MS, () => new Error(`RabbitMQ did not answer within ${LIMIT_MS / 1000} s`));
