// Its own entrance: all of the contracts bring a parser, which would be loaded in each run's thread for five names.
import { TENANTS, type Tenant } from "@picking-labs/contracts/tenants";

/** One value for each tenant. */
export function byTenant<T>(make: (tenant: Tenant, index: number) => T): Record<Tenant, T> {
  return Object.fromEntries(TENANTS.map((tenant, index) => [tenant, make(tenant, index)])) as Record<
    Tenant,
    T
  >;
}
