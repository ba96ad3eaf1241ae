import { randomBytes } from "node:crypto";
import { TENANTS, type Tenant } from "@picking-labs/contracts/tenants";
import { newPassword } from "../../new-password.ts";
import type { Management } from "../management.ts";

/** What one run has in the broker. */
export type Tenancy = {
  prefix: string;
  judge: { user: string; password: string };
  app: { user: string; password: string };
  virtualHosts: Record<Tenant, string>;
};

const EVERYTHING = { configure: ".*", write: ".*", read: ".*" };
/** Beyond what a correct app needs, and few enough that a wild one leaves the broker to the others. */
const LIMITS = { "max-connections": 500, "max-channels": 5000 };

/** Describes our virtual hosts: by it a sweep tells them from those of others. */
export const TENANCY_MARK = "picking-labs";

export const newTenancyId = () => randomBytes(4).toString("hex");

/** Five virtual hosts and two users whose names nobody can guess. */
export async function createTenancy(
  { must }: Management,
  id = newTenancyId(),
  description = TENANCY_MARK,
): Promise<Tenancy> {
  const prefix = `run-${id}`;
  const tenancy: Tenancy = {
    prefix,
    judge: { user: `judge_${id}`, password: newPassword() },
    app: { user: `app_${id}`, password: newPassword() },
    virtualHosts: Object.fromEntries(TENANTS.map((tenant) => [tenant, `${prefix}-${tenant}`])) as Record<
      Tenant,
      string
    >,
  };
  const hosts = Object.values(tenancy.virtualHosts);
  const { judge, app } = tenancy;
  // Users last, as they go first: where there is a user, there is a virtual host by which a sweep finds both.
  await Promise.all(hosts.map((host) => must("PUT", `/vhosts/${host}`, { description })));
  await Promise.all([
    must("PUT", `/users/${judge.user}`, { password: judge.password, tags: "administrator" }),
    must("PUT", `/users/${app.user}`, { password: app.password, tags: "" }),
  ]);
  await Promise.all([
    ...hosts.flatMap((host) =>
      [judge, app].map(({ user }) => must("PUT", `/permissions/${host}/${user}`, EVERYTHING)),
    ),
    ...Object.entries(LIMITS).map(([limit, value]) =>
      must("PUT", `/user-limits/${app.user}/${limit}`, { value }),
    ),
  ]);
  return tenancy;
}

/** All of it goes, with what the suite and the app have made there; open connections are closed by the broker. */
export const removeTenancy = (management: Management, { prefix }: Tenancy): Promise<void> =>
  removeTenancyOf(management, prefix.slice("run-".length));

export async function removeTenancyOf({ must, ask }: Management, id: string): Promise<void> {
  const [hosts, users] = await Promise.all([names(must, "/vhosts"), names(must, "/users")]);
  // Users first: nothing new comes in while the rest goes. The suite may have made more of both.
  const ours = users.filter((user) => user.includes(`_${id}`));
  await Promise.all(ours.map((user) => ask("DELETE", `/users/${encodeURIComponent(user)}`)));
  await Promise.all(
    hosts
      .filter((host) => host.startsWith(`run-${id}`))
      .map((host) => ask("DELETE", `/vhosts/${encodeURIComponent(host)}`)),
  );
}

async function names(must: Management["must"], path: string): Promise<string[]> {
  const list = (await must("GET", `${path}?columns=name&disable_stats=true`)) as { name: unknown }[];
  return list.map(({ name }) => String(name));
}
