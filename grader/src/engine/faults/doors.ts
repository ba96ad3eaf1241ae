import { TENANTS } from "@picking-labs/contracts/tenants";
import { type PlainProxy, startPlainProxy } from "@picking-labs/test-kit/faults";
import type { Accesses, Address } from "../connection-strings.ts";
import type { FaultRequest } from "./protocol.ts";

/** Proxies between an app and its services, one for each tenant of each service. */
export type Doors = AsyncDisposable & {
  addresses: ReadonlyMap<string, Address>;
  /** Does it, and tells what was done; undefined when there is no such service. */
  play(request: FaultRequest): string | undefined;
};

export async function openDoors(accesses: Accesses): Promise<Doors> {
  await using cleanUp = new AsyncDisposableStack();
  const proxies = new Map<string, PlainProxy>();
  const timers = new Map<string, NodeJS.Timeout>();
  cleanUp.defer(() => {
    for (const timer of timers.values()) clearTimeout(timer);
  });
  for (const [name, { host, port }] of targetsOf(accesses))
    proxies.set(name, cleanUp.use(await startPlainProxy({ service: name, host, port })));

  /** Ends a fault of one proxy after a while; one of the same kind that came before it ends no more by itself. */
  function endAfter(name: string, kind: string, forMs: number | undefined, end: () => void): void {
    const key = `${name} ${kind}`;
    clearTimeout(timers.get(key));
    if (forMs !== undefined) timers.set(key, setTimeout(end, forMs));
  }

  function playOn(name: string, { faults }: PlainProxy, { fault, forMs, byMs = 0 }: FaultRequest): number {
    const refuseFor = () => {
      faults.refuse();
      endAfter(name, "refuse", forMs, () => faults.allow());
    };
    switch (fault) {
      case "cut": {
        if (forMs !== undefined) refuseFor();
        return faults.cut();
      }
      case "refuse":
        refuseFor();
        return 0;
      case "hold":
        faults.holdRequests();
        faults.holdAnswers();
        endAfter(name, "hold", forMs, () => faults.release());
        return 0;
      case "delay":
        faults.delay(byMs);
        endAfter(name, "delay", forMs, () => faults.delay(0));
        return 0;
      case "end":
        for (const kind of ["refuse", "hold", "delay"]) endAfter(name, kind, undefined, () => {});
        faults.allow();
        faults.delay(0);
        faults.release();
        return 0;
    }
  }

  const running = cleanUp.move();
  return {
    addresses: proxies,
    play(request) {
      const { service } = request;
      const chosen = [...proxies].filter(([name]) => name === service || name.startsWith(`${service}.`));
      if (chosen.length === 0) return undefined;
      const cut = chosen.reduce((sum, [name, proxy]) => sum + playOn(name, proxy, request), 0);
      return `${service}: ${told(request, cut)}`;
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

function targetsOf({ postgres, redis, rabbitmq }: Accesses): [string, Address][] {
  return [
    ...(postgres ? [["postgres", postgres] as [string, Address]] : []),
    ...(redis ? TENANTS.map((tenant): [string, Address] => [`redis.${tenant}`, redis]) : []),
    ...(rabbitmq ? TENANTS.map((tenant): [string, Address] => [`rabbitmq.${tenant}`, rabbitmq]) : []),
  ];
}

function told({ fault, forMs, byMs }: FaultRequest, cut: number): string {
  const lasting = forMs === undefined ? "until `end`" : `for ${seconds(forMs)}`;
  switch (fault) {
    case "cut": {
      const connections = `${cut} ${cut === 1 ? "connection" : "connections"} cut`;
      return forMs === undefined ? connections : `${connections}, new ones are refused ${lasting}`;
    }
    case "refuse":
      return `new connections are refused ${lasting}; open ones stay`;
    case "hold":
      return `nothing gets through, either way, ${lasting}; connections stay open`;
    case "delay":
      return `everything takes ${seconds(byMs ?? 0)} longer, each way, ${lasting}`;
    case "end":
      return "everything gets through again";
  }
}

const seconds = (ms: number) => (ms < 1_000 ? `${ms} ms` : `${ms / 1_000} s`);
