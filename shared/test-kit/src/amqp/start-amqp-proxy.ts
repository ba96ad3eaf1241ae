import { setTimeout as pause } from "node:timers/promises";
import type { Recorder } from "../evidence/index.ts";
import { type BareFaults, type Protocol, type StartedProxy, startProxy } from "../fault-proxy/index.ts";
import { clip } from "../show.ts";
import { AmqpEvidence, describeMessage } from "./amqp-evidence.ts";
import type { AmqpAction, AmqpFaults, AmqpMessage, AmqpProxy } from "./amqp-proxy.ts";
import { type AmqpTraffic, noTraffic } from "./amqp-traffic.ts";
import { AmqpWire } from "./amqp-wire.ts";

/** Of a body; rules are asked with all of it. */
const BODY_KEPT = 4_000;

/** What can be done beside the faults of any service, not told to anybody. */
export type BareCloses = {
  closeConnections(): number;
  closeChannels(which: "consuming" | "all"): number;
};

export type StartedAmqpProxy = StartedProxy<AmqpMessage, AmqpAction> &
  AmqpProxy & { readonly closes: BareCloses };

/** A proxy that understands AMQP 0-9-1, for the connections of one tenant. */
export async function startAmqpProxy(
  { tenant, host, port }: { tenant: string; host: string; port: number },
  recorder: Recorder,
): Promise<StartedAmqpProxy> {
  const service = `rabbitmq.${tenant}`;
  const evidence = new AmqpEvidence(tenant);
  const wires = new Set<AmqpWire>();
  const traffic: AmqpTraffic = noTraffic();

  const protocol: Protocol<AmqpMessage, AmqpAction> = {
    open(wireHost, ends) {
      const wire = new AmqpWire(wireHost, ends, traffic, (message) =>
        evidence.add(message, proxy.recorder()),
      );
      wires.add(wire);
      return {
        fromApp: (chunk) => wire.fromApp(chunk),
        fromService: (chunk) => wire.fromService(chunk),
        closed() {
          wire.closed();
          wires.delete(wire);
        },
      };
    },
    describe(message) {
      const { from, method, exchange, routingKey, queue, body } = message;
      const text = [describeMessage(message) ?? method, ...(body === undefined ? [] : [body])].join(": ");
      return {
        options: { from, method, exchange, routingKey, queue, body },
        text: `${from} ${clip(text, 500)}`,
      };
    },
    actions: {
      "cut-before": "the connection was cut before this arrived",
      "cut-after": "the connection was cut after this arrived",
      hold: "this is held, and what comes after it",
    },
    shorten(message) {
      if (message.body !== undefined) message.body = clip(message.body, BODY_KEPT);
      return JSON.stringify(message).length;
    },
  };
  const proxy = await startProxy({ service, host, port }, protocol, recorder);
  const closes: BareCloses = {
    closeConnections: () => [...wires].filter((wire) => wire.close()).length,
    closeChannels: (which) => [...wires].reduce((sum, wire) => sum + wire.closeChannels(which), 0),
  };

  function forget(): void {
    Object.assign(traffic, noTraffic(traffic.unacked));
    evidence.forget();
  }

  return {
    ...proxy,
    ...recordedCloses(service, proxy.recorder, [{ closes, bare: proxy.bare }]),
    closes,
    counts: () => ({ ...proxy.counts(), ...traffic }),
    consumers: () => [...wires].flatMap((wire) => wire.consumers()),
    reset() {
      proxy.reset();
      forget();
    },
    handOver(to) {
      proxy.handOver(to);
      forget();
    },
  };
}

/** The same for several proxies is one step of the stimulus and one entry of the time line. */
export function recordedCloses(
  service: string,
  recorder: () => Recorder,
  proxies: readonly { closes: BareCloses; bare: BareFaults }[],
): Pick<AmqpFaults, "closeConnections" | "closeChannels" | "restart"> {
  function fault(action: string, text: string, options: Record<string, unknown> = {}): void {
    recorder().did({ do: "fault", service, action, options });
    recorder().see({ kind: "fault", service, text });
  }
  const count = (close: (closes: BareCloses) => number) =>
    proxies.reduce((sum, proxy) => sum + close(proxy.closes), 0);

  return {
    closeConnections() {
      const closed = count((closes) => closes.closeConnections());
      fault("close-connections", `the broker closed ${closed} connections`);
      return closed;
    },
    closeChannels(which = "consuming") {
      const closed = count((closes) => closes.closeChannels(which));
      fault("close-channels", `the broker closes ${closed} channels`, { which });
      return closed;
    },
    async restart({ awayMs = 0 } = {}) {
      fault("restart", `the broker starts again, away for ${awayMs} ms`, { awayMs });
      const backAt = performance.now() + awayMs;
      for (const { bare } of proxies) bare.refuse();
      count((closes) => closes.closeConnections());
      await pause(Math.max(0, backAt - performance.now()));
      for (const { bare } of proxies) bare.allow();
      recorder().see({ kind: "fault", service, text: "is back" });
    },
  };
}
