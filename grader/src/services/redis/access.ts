import { randomBytes } from "node:crypto";
import type { RedisSurroundings } from "@picking-labs/contracts";
import { TENANTS, type Tenant } from "@picking-labs/contracts/tenants";
import { newPassword } from "../new-password.ts";
import { DATABASES } from "./config.ts";

/** Two users that only this run knows, and a database for each tenant. */
export function newRedisAccess(at: { host: string; port: number }): RedisSurroundings {
  return {
    ...at,
    judge: { user: "judge", password: newPassword() },
    app: { user: `app_${randomBytes(4).toString("hex")}`, password: newPassword() },
    databases: Object.fromEntries(TENANTS.map((tenant, index) => [tenant, index])) as Record<Tenant, number>,
    databaseCount: DATABASES,
  };
}
