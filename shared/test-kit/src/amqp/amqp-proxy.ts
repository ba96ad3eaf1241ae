import type { ProxyCounts, TcpFaultProxy, TcpFaults } from "../fault-proxy/index.ts";
import type { MethodFields } from "./methods.ts";

/** One method of AMQP 0-9-1, with the content that belongs to it. `at` is in ms since the check began. */
export interface AmqpMessage extends MethodFields {
  at: number;
  /** 1 for the first connection through this proxy, 2 for the second. */
  connection: number;
  from: "app" | "broker";
  /** 0: the connection itself. */
  channel: number;
  /** "basic.publish" and so on. */
  method: string;
  /** Of a content, as UTF-8; of long ones only the beginning is kept. */
  body?: string;
  headers?: Record<string, unknown>;
  /** Basic properties but the headers, in the names of amqplib. */
  properties?: Record<string, unknown>;
  /** Of a publish on a confirming channel: when the broker's confirm came from it. */
  confirmedAt?: number;
  /** Of a delivery that wants an ack: when and how the app settled it. "lost": its channel or connection ended before. */
  settledAt?: number;
  settledBy?: "ack" | "nack" | "reject" | "lost";
}

/**
 * "cut-before": the message does not arrive whole, the connection is cut. "cut-after": it arrives, then the connection is
 * cut. "hold": it and all that its sender says after it on this connection wait for `release()`.
 */
export type AmqpAction = "cut-before" | "cut-after" | "hold";

/** What can be done to the broker connections of one tenant, or of all together. */
export interface AmqpFaults extends TcpFaults {
  /** As when an operator closes them: the app gets connection.close with 320 CONNECTION_FORCED. Returns how many. */
  closeConnections(): number;
  /**
   * The broker closes the channels which have a consumer, or all: the app gets channel.close with 406 PRECONDITION_FAILED.
   * Returns how many.
   */
  closeChannels(which?: "consuming" | "all"): number;
  /** As when the broker starts again: `closeConnections()`, and new ones are refused for `awayMs` (0). Resolves when it is back. */
  restart(options?: { awayMs?: number }): Promise<void>;
}

/** A proxy that understands AMQP 0-9-1, in front of the virtual host of one tenant. */
export interface AmqpProxy extends TcpFaultProxy<AmqpMessage, AmqpAction>, AmqpFaults {
  counts(): AmqpCounts;
  /** Those of the open connections, in the order in which they began. */
  consumers(): AmqpConsumer[];
}

/** Since the start or the last `reset()`; `open`, `unacked` are now. */
export type AmqpCounts = ProxyCounts & {
  /** Messages of the app to the broker. */
  published: number;
  /** Of those, confirmed by the broker. */
  confirmed: number;
  delivered: number;
  acked: number;
  /** Nacked or rejected, back to the queue. */
  requeued: number;
  /** Nacked or rejected, not back to the queue. */
  dropped: number;
  /** Deliveries that want an ack and have none, over all connections. */
  unacked: number;
  /** The most of them at one time. */
  mostUnacked: number;
};

export type AmqpConsumer = {
  connection: number;
  channel: number;
  queue: string;
  consumerTag: string;
  /** Deliveries want no ack. */
  noAck: boolean;
  /** The last one that its channel asked for; undefined: no limit. */
  prefetchCount: number | undefined;
};
