import { GraderError } from "../../errors.ts";
import type { KeptService, ServiceKeeper } from "../kept-service.ts";
import { type Management, managementOf } from "../rabbitmq/index.ts";
import { type Engine, openEngine } from "./engine.ts";
import { linesOfLog } from "./log-frames.ts";
import { removeContainer } from "./remove-container.ts";
import { runsAmong } from "./tenancy-mark.ts";
import { untilAnswers } from "./until-answers.ts";
import { ADMIN, IDLE_VARIABLE, type WarmBroker, warmBrokers, warmRabbitmq } from "./warm-rabbitmq.ts";

const LOG_LINES = 15;

/** The broker that a container of this checkout keeps up. Where no engine answers there is none to be known of. */
export const rabbitmqContainerKeeper: ServiceKeeper = {
  async up(state, signal, tell) {
    const engine = await openEngine();
    const broker = await warmRabbitmq(engine, { state, tell });
    using admin = adminOf(broker);
    await untilAnswers(engine, broker, broker.ports.amqp, admin, signal);
    const kept = await shown(engine, broker);
    if (kept === undefined) throw new GraderError("service-failed", "RabbitMQ was there, and is gone again.");
    return kept;
  },
  async status(state) {
    return withBrokers(state, shown);
  },
  async down(state) {
    const ended = await withBrokers(state, async (engine, { id }) => {
      await removeContainer(engine, id);
      return id;
    });
    return ended.length > 0;
  },
  async log(state) {
    const lines = await withBrokers(state, async ({ container }, { id }) => {
      const log = await container
        .getById(id)
        .logs({ stdout: true, stderr: true, follow: false, tail: LOG_LINES });
      return linesOfLog(log).map((line) => `  ${line}`);
    });
    return lines.flat();
  },
};

/** What `act` gives for each broker of this checkout that is up; those that are gone meanwhile give nothing. */
async function withBrokers<T>(
  state: string,
  act: (engine: Engine, broker: WarmBroker) => Promise<T | undefined>,
): Promise<T[]> {
  const engine = await openEngine().catch(() => undefined);
  if (engine === undefined) return [];
  const brokers = await warmBrokers(engine, state);
  const results = await Promise.all(
    brokers.map((broker) =>
      act(engine, broker).catch((error: { statusCode?: number }) => {
        if (error.statusCode !== 404) throw error;
      }),
    ),
  );
  return results.filter((result) => result !== undefined);
}

const adminOf = ({ host, ports, password }: WarmBroker): Management =>
  managementOf(ports.management, { user: ADMIN, password }, host);

async function shown(engine: Engine, broker: WarmBroker): Promise<KeptService | undefined> {
  const { Name, Created, Config } = await engine.container.getById(broker.id).inspect();
  using admin = adminOf(broker);
  const said = await saidBy(admin);
  const idle = Config.Env?.find((one) => one.startsWith(`${IDLE_VARIABLE}=`)) ?? "";
  const login = `${ADMIN}:${broker.password}@${broker.host}`;
  return {
    provider: "docker",
    ...(said && { version: said.version }),
    runsIn: `container ${Name.replace(/^\//, "")}`,
    startedAt: Date.parse(Created),
    runs: said?.runs ?? 0,
    idle: { limitMs: Number(idle.slice(IDLE_VARIABLE.length + 1)) * 1000 },
    addresses: [
      { what: "AMQP", at: `amqp://${login}:${broker.ports.amqp}/%2F` },
      { what: "Management page", at: `http://${login}:${broker.ports.management}/` },
    ],
  };
}

/** What the broker says of itself, or undefined as long as it does not answer. */
async function saidBy({ must }: Management): Promise<{ version: string; runs: number } | undefined> {
  try {
    const [overview, hosts] = await Promise.all([
      must("GET", "/overview?disable_stats=true"),
      must("GET", "/vhosts?columns=name,description&disable_stats=true"),
    ]);
    const { rabbitmq_version: version } = overview as { rabbitmq_version?: unknown };
    return { version: String(version), runs: runsAmong(hosts) };
  } catch {
    return undefined;
  }
}
