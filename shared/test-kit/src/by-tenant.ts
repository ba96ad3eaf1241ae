import { TENANTS, type Tenant } from "@picking-labs/contracts";

/** One value for each tenant. */
export function byTenant<T>(make: (tenant: Tenant, index: number) => T): Record<Tenant, T> {
  return Object.fromEntries(TENANTS.map((tenant, index) => [tenant, make(tenant, index)])) as Record<
    Tenant,
    T
  >;
}
