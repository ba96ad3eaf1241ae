import { createHash } from "node:crypto";
import { newPassword } from "../new-password.ts";
import type { ServiceRequest } from "../provider.ts";
import { ENABLED_PLUGINS, nodeConfig } from "../rabbitmq/index.ts";
import { serviceFailed } from "../service-failed.ts";
import { startContainer } from "./container.ts";
import { addressOf, type Engine, ensureImage } from "./engine.ts";
import { imageOf } from "./images.ts";
import { CHECKOUT_LABEL, PASSWORD_LABEL, WARM_LABEL } from "./labels.ts";

const AMQP = 5672;
const MANAGEMENT = 15672;
export const ADMIN = "picking-labs";
/** Holds the seconds without a connection after which the container ends. */
export const IDLE_VARIABLE = "IDLE_SECONDS";
const IDLE_SECONDS = 15 * 60;
const LOOK_SECONDS = 5;
const FIRST = "Starting RabbitMQ in a container, about 10 s the first time; it stays up for a while";

/**
 * The first process: it starts the broker, and ends, and the container with it, once nobody was connected for a while. So
 * it needs nobody outside to end it, whatever happens to the grader. State 01 of a connection is "established".
 */
const START = `umask 077
printf %s "$CONFIG" >/tmp/rabbitmq.conf; printf %s "$PLUGINS" >/tmp/enabled_plugins; unset CONFIG
rabbitmq-server & server=$!
idle=0
while kill -0 $server && [ $idle -lt "$IDLE_SECONDS" ]; do
  sleep ${LOOK_SECONDS}
  if cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | grep -qE ":(${hex(AMQP)}|${hex(MANAGEMENT)}) [0-9A-F]+:[0-9A-F]{4} 01 "
  then idle=0; else idle=$((idle + ${LOOK_SECONDS})); fi
done`;

export type WarmBroker = {
  id: string;
  host: string;
  ports: { amqp: number; management: number };
  password: string;
  /** Last lines of its log, where we started it. */
  tail?: () => string[];
};

/** The broker of this checkout that runs already, or a new one. */
export async function warmRabbitmq(
  engine: Engine,
  { state, tell }: Pick<ServiceRequest, "state" | "tell">,
): Promise<WarmBroker> {
  const image = await imageOf("rabbitmq", process.env);
  await ensureImage(engine, image, tell);
  const hash = hashOf([state, image, START]);
  const [found] = await find(engine, `${WARM_LABEL}=${hash}`);
  if (found) return found;
  tell(FIRST);
  const password = newPassword();
  const start = startContainer({
    ...{ engine, image, user: "rabbitmq", ports: [AMQP, MANAGEMENT], endsAlone: true },
    name: `picking-labs-rabbitmq-${hash}`,
    labels: { [WARM_LABEL]: hash, [CHECKOUT_LABEL]: hashOf([state]), [PASSWORD_LABEL]: password },
    command: ["sh", "-c", START],
    env: {
      CONFIG: nodeConfig({ amqp: AMQP, management: MANAGEMENT }, { user: ADMIN, password }, "0.0.0.0"),
      PLUGINS: ENABLED_PLUGINS,
      RABBITMQ_CONFIG_FILE: "/tmp/rabbitmq.conf",
      RABBITMQ_ENABLED_PLUGINS_FILE: "/tmp/enabled_plugins",
      [IDLE_VARIABLE]: process.env.PICKING_LABS_SERVICES_IDLE || String(IDLE_SECONDS),
    },
  });
  // Not disposed: it is to stay. 409: somebody else was quicker, and theirs has the name.
  const own = await start.catch((error: { statusCode?: number }) => {
    if (error.statusCode !== 409) throw error;
  });
  const [started] = await find(engine, `${WARM_LABEL}=${hash}`);
  if (started === undefined)
    throw serviceFailed("rabbitmq", "ended as soon as its container began", own?.tail());
  return { ...started, tail: own?.tail };
}

/** Every broker of this checkout, also one of another image. */
export const warmBrokers = (engine: Engine, state: string): Promise<WarmBroker[]> =>
  find(engine, `${CHECKOUT_LABEL}=${hashOf([state])}`);

async function find(engine: Engine, label: string): Promise<WarmBroker[]> {
  const filters = { label: [label], status: ["running", "created"] };
  const found = await engine.container.dockerode.listContainers({ filters });
  return found.flatMap(({ Id, Ports, Labels }) => {
    const portOf = (inside: number) => Ports.find((port) => port.PrivatePort === inside)?.PublicPort;
    const [amqp, management] = [portOf(AMQP), portOf(MANAGEMENT)];
    if (amqp === undefined || management === undefined) return [];
    const password = Labels[PASSWORD_LABEL] ?? "";
    return [{ id: Id, host: addressOf(engine).host, ports: { amqp, management }, password }];
  });
}

const hashOf = (parts: readonly string[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 12);

function hex(port: number): string {
  return port.toString(16).toUpperCase().padStart(4, "0");
}
