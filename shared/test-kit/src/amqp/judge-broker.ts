import type { Tenant } from "@picking-labs/contracts";
import type { ConfirmChannel } from "amqplib";
import type { BindingDescription, ExchangeDescription, QueueDescription } from "./management-api.ts";

/** One tenant's virtual host as the judge sees it: with rights of its own, beside the app and past its proxy. */
export interface JudgeBroker {
  readonly tenant: Tenant;
  readonly virtualHost: string;
  /** What the app gets as AMQP_URL_…, by default straight to the service. */
  appUrl(at?: { host: string; port: number }): string;
  /**
   * Resolves when the broker has confirmed it. Bytes and strings are sent as they are, anything else as JSON with its
   * content type. Exchange "": to the queue of that name.
   * @throws Error when the exchange does not exist, or no queue gets it and it is `mandatory`
   */
  publish(exchange: string, routingKey: string, body: unknown, options?: PublishOptions): Promise<void>;
  /** Now, without the lag of statistics; undefined when there is no such queue. What is unacked, the proxy counts. */
  queue(name: string): Promise<QueueState | undefined>;
  queues(): Promise<QueueDescription[]>;
  /** Without those that every virtual host has. */
  exchanges(): Promise<ExchangeDescription[]>;
  /** Without those to the default exchange. */
  bindings(): Promise<BindingDescription[]>;
  /** Takes the first message that matches out of the queue; those before it are put back, marked as redelivered, in a quorum queue behind the others. */
  take(queue: string, match?: (message: BrokerMessage) => boolean): Promise<BrokerMessage | undefined>;
  /** All that is ready, in order, out of the queue. */
  takeAll(queue: string): Promise<BrokerMessage[]>;
  /** All that is ready, in order; it is put back, marked as redelivered. */
  read(queue: string): Promise<BrokerMessage[]>;
  /** Durable, when nothing else is said. @throws Error when there is another one of that name */
  declareQueue(name: string, options?: DeclareOptions): Promise<void>;
  declareExchange(name: string, type: string, options?: DeclareOptions): Promise<void>;
  bind(queue: string, exchange: string, routingKey: string): Promise<void>;
  unbind(queue: string, exchange: string, routingKey: string): Promise<void>;
  /** Whoever consumes from it is told that the consumer is cancelled. */
  deleteQueue(name: string): Promise<void>;
  /** Returns how many were ready. */
  purge(queue: string): Promise<number>;
  /** A channel of amqplib for whatever else is needed; nothing of it is recorded. Closed with the check. */
  channel(): Promise<ConfirmChannel>;
}

/** Headers and basic properties, in the names of amqplib. */
export type PublishOptions = {
  headers?: Record<string, unknown>;
  contentType?: string;
  contentEncoding?: string;
  persistent?: boolean;
  priority?: number;
  correlationId?: string;
  replyTo?: string;
  expiration?: string;
  messageId?: string;
  timestamp?: number;
  type?: string;
  appId?: string;
  mandatory?: boolean;
};

export type DeclareOptions = {
  durable?: boolean;
  autoDelete?: boolean;
  arguments?: Record<string, unknown>;
};

export type QueueState = { ready: number; consumers: number };

export type BrokerMessage = {
  /** The bytes. */
  content: Buffer;
  /** As UTF-8, invalid bytes replaced. */
  text: string;
  /** undefined when the text is not JSON. */
  json: unknown;
  headers: Record<string, unknown>;
  /** Those that it has, but the headers. */
  properties: Record<string, unknown>;
  exchange: string;
  routingKey: string;
  redelivered: boolean;
};
