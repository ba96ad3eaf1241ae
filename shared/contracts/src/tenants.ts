/** Countries that the engine serves, each with a Redis database and a virtual host of its own. */
export const TENANTS = ["at", "cz", "de", "hu", "ro"] as const;

export type Tenant = (typeof TENANTS)[number];
