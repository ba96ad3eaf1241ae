import type { RabbitmqSurroundings } from "@picking-labs/contracts";
import { TENANTS, type Tenant } from "@picking-labs/contracts/tenants";
import { byTenant } from "../by-tenant.ts";
import type { Recorder } from "../evidence/index.ts";
import { recordedFaults } from "../fault-proxy/index.ts";
import type { Scope } from "../scope.ts";
import type { AmqpFaults, AmqpProxy } from "./amqp-proxy.ts";
import type { BrokerKeeper } from "./broker-keeper.ts";
import type { JudgeBroker } from "./judge-broker.ts";
import { ManagementApi } from "./management-api.ts";
import { openBroker } from "./open-broker.ts";
import { recordedCloses, type StartedAmqpProxy, startAmqpProxy } from "./start-amqp-proxy.ts";

/** A tenant's own virtual host and the proxy before it. */
export type BrokerPlace = JudgeBroker & {
  readonly proxy: AmqpProxy;
  /** The virtual host is deleted with all that is in it; its connections are closed, new ones refused by the broker. */
  remove(): Promise<void>;
  /** It is made again, empty. */
  restore(): Promise<void>;
};

/** A virtual host of its own for each tenant, each behind a proxy of its own; `all` does the same to the five. */
export type BrokerPlaces = Record<Tenant, BrokerPlace> & {
  readonly all: AmqpFaults;
  /** AMQP_URL_AT … AMQP_URL_RO, to the proxies. */
  readonly env: Record<string, string>;
};

/** What is behind them, whichever check uses it. */
export type BrokerSite = {
  virtualHosts: Record<Tenant, string>;
  proxies: Record<Tenant, StartedAmqpProxy>;
  /** Tenants whose virtual host a check has deleted. */
  removed: Set<Tenant>;
};

type Using = { place: RabbitmqSurroundings; recorder: Recorder; scope: Scope };

/** Makes five virtual hosts and starts a proxy for each, until the scope ends. */
export async function startBrokerSite(
  keeper: BrokerKeeper,
  { place: { host, port }, recorder, scope }: Using,
): Promise<BrokerSite> {
  const virtualHosts = await keeper.take();
  scope.onEnd("virtual hosts could not be deleted", () => keeper.giveBack(virtualHosts));
  const started = TENANTS.map(async (tenant) => {
    const proxy = await startAmqpProxy({ tenant, host, port }, recorder);
    scope.onEnd("a proxy could not be closed", async () => proxy[Symbol.asyncDispose]());
    return [tenant, proxy] as const;
  });
  const proxies = Object.fromEntries(await Promise.all(started)) as Record<Tenant, StartedAmqpProxy>;
  return { virtualHosts, proxies, removed: new Set() };
}

/** Ends every fault; from now on another check sees what happens. */
export async function handOverBrokerSite(
  { virtualHosts, proxies, removed }: BrokerSite,
  { place, recorder }: { place: RabbitmqSurroundings; recorder: Recorder },
): Promise<void> {
  const api = new ManagementApi(place);
  for (const tenant of removed) await api.createVirtualHost(virtualHosts[tenant]);
  removed.clear();
  for (const proxy of Object.values(proxies)) proxy.handOver(recorder);
}

/** The places of a site, for one check. */
export function openBrokerSite({ virtualHosts, proxies, removed }: BrokerSite, using: Using): BrokerPlaces {
  const { recorder, scope } = using;
  const api = new ManagementApi(using.place);

  function removal(tenant: Tenant): Pick<BrokerPlace, "remove" | "restore"> {
    const service = `rabbitmq.${tenant}`;
    function told(action: string, text: string, work: () => Promise<void>) {
      recorder.did({ do: "fault", service, action, options: {} });
      recorder.see({ kind: "fault", service, text });
      return scope.guard(work());
    }
    return {
      remove: () =>
        told("remove", "the virtual host is deleted", async () => {
          removed.add(tenant);
          await api.deleteVirtualHost(virtualHosts[tenant]);
        }),
      restore: () =>
        told("restore", "the virtual host is made again, empty", async () => {
          await api.createVirtualHost(virtualHosts[tenant]);
          removed.delete(tenant);
        }),
    };
  }

  const places = byTenant((tenant) => ({
    ...openBroker({ tenant, virtualHost: virtualHosts[tenant] }, using),
    ...removal(tenant),
    proxy: proxies[tenant],
  }));
  const all = {
    ...recordedFaults(
      "rabbitmq",
      () => recorder,
      TENANTS.map((tenant) => proxies[tenant].bare),
    ),
    ...recordedCloses(
      "rabbitmq",
      () => recorder,
      TENANTS.map((tenant) => proxies[tenant]),
    ),
  };
  const env = Object.fromEntries(
    TENANTS.map((tenant) => [`AMQP_URL_${tenant.toUpperCase()}`, places[tenant].appUrl(proxies[tenant])]),
  );
  return { ...places, all, env };
}
