import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { decide } from "@picking-labs/domain";
import { serve } from "./http/serve.ts";
import { log } from "./log.ts";
import { checkOrder } from "./orders/check-order.ts";
import { settingsFrom } from "./settings.ts";
import { openTenant } from "./tenants/tenant.ts";

const settings = settingsFrom(process.env);
const tenants = await Promise.all(settings.tenants.map((tenant) => openTenant(tenant, log)));

const server = serve(
  {
    "GET /ping": async () => ({ status: "ok" }),
    "GET /consumers": async () => ({ consumers: tenants.map((tenant) => tenant.status()) }),
    "POST /orders": async ({ body }) => {
      const order = checkOrder(body);
      return decide(order, await tenants.find(({ country }) => country === order.country)?.workload(order));
    },
  },
  log,
);
server.listen(settings.port, settings.host, () => log("info", "listening", { port: settings.port }));

process.once("SIGTERM", async () => {
  const closed = once(server, "close");
  server.close();
  await Promise.race([Promise.all([closed, ...tenants.map((tenant) => tenant.stop())]), pause(4_000)]);
  process.exit(0);
});
