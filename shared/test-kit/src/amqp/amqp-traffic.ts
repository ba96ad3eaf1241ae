import type { ProxyCounts } from "../fault-proxy/index.ts";
import type { AmqpCounts } from "./amqp-proxy.ts";

/** What the connections of one proxy count together. */
export type AmqpTraffic = Omit<AmqpCounts, keyof ProxyCounts>;

/** @param unacked those that are open at the beginning */
export function noTraffic(unacked = 0): AmqpTraffic {
  return {
    published: 0,
    confirmed: 0,
    delivered: 0,
    acked: 0,
    requeued: 0,
    dropped: 0,
    unacked,
    mostUnacked: unacked,
  };
}
