import { join } from "node:path";
import type { Login } from "./management.ts";

export type Ports = { amqp: number; management: number; distribution: number; epmd: number };

/** Loopback alone, one administrator, and neither its own files nor those of the machine decide anything. */
export function nodeConfig(
  { amqp, management }: Pick<Ports, "amqp" | "management">,
  admin: Login,
  address = "127.0.0.1",
): string {
  return [
    `listeners.tcp.1 = ${address}:${amqp}`,
    `management.tcp.ip = ${address}`,
    `management.tcp.port = ${management}`,
    `default_user = ${admin.user}`,
    `default_pass = ${admin.password}`,
    "log.file = false",
    "log.console = true",
    "log.console.level = warning",
    // A throw-away broker; near an empty disk or memory it must not stop publishers before the machine has a problem.
    "disk_free_limit.absolute = 10MB",
    "vm_memory_high_watermark.absolute = 512MB",
    "",
  ].join("\n");
}

export const ENABLED_PLUGINS = "[rabbitmq_management].\n";

/** Keeps the node, its Erlang and its files away from any other RabbitMQ of this machine. */
export function nodeEnvironment(folder: string, name: string, ports: Ports): Record<string, string> {
  return {
    HOME: folder,
    RABBITMQ_CONF_ENV_FILE: join(folder, "environment"),
    RABBITMQ_CONFIG_FILE: join(folder, "rabbitmq.conf"),
    RABBITMQ_ADVANCED_CONFIG_FILE: join(folder, "advanced.config"),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, "enabled_plugins"),
    RABBITMQ_MNESIA_BASE: join(folder, "mnesia"),
    RABBITMQ_LOG_BASE: join(folder, "log"),
    RABBITMQ_LOGS: "-",
    RABBITMQ_PID_FILE: join(folder, "pid"),
    RABBITMQ_PLUGINS_EXPAND_DIR: join(folder, "plugins"),
    RABBITMQ_NODENAME: name,
    RABBITMQ_DIST_PORT: String(ports.distribution),
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: "-kernel inet_dist_use_interface {127,0,0,1}",
    // Ours runs already: no other one is started and left behind.
    ERL_EPMD_PORT: String(ports.epmd),
    ERL_EPMD_ADDRESS: "127.0.0.1",
    ERL_CRASH_DUMP: "/dev/null",
  };
}
