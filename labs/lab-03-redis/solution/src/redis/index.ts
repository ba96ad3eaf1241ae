export type { Connection } from "./connection.ts";
export { exec } from "./exec.ts";
export { openTenants, type Tenants } from "./tenants.ts";
