export { openTenants, type Tenants } from "./tenants.ts";
