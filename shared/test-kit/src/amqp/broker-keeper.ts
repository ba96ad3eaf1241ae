import type { RabbitmqSurroundings, Tenant } from "@picking-labs/contracts";
import { byTenant } from "../by-tenant.ts";
import { ManagementApi } from "./management-api.ts";

/** Makes virtual hosts that nobody else uses. */
export interface BrokerKeeper {
  /** An empty one for each tenant. */
  take(): Promise<Record<Tenant, string>>;
  /** Deletes them with all that is in them. */
  giveBack(virtualHosts: Record<Tenant, string>): Promise<void>;
}

export function createBrokerKeeper(place: RabbitmqSurroundings): BrokerKeeper {
  const api = new ManagementApi(place);
  return {
    async take() {
      const name = `${place.prefix}check-${crypto.randomUUID().slice(0, 8)}`;
      const virtualHosts = byTenant((tenant) => `${name}-${tenant}`);
      await Promise.all(Object.values(virtualHosts).map((each) => api.createVirtualHost(each)));
      return virtualHosts;
    },
    async giveBack(virtualHosts) {
      await Promise.all(Object.values(virtualHosts).map((each) => api.deleteVirtualHost(each)));
    },
  };
}
