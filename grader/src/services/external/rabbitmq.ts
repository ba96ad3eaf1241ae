import type { RabbitmqSurroundings } from "@picking-labs/contracts";
import { type ChannelModel, connect } from "amqplib";
import { GraderError } from "../../errors.ts";
import { reach } from "../gateway/index.ts";
import type { ServiceRequest, StartedService } from "../provider.ts";
import {
  amqpAnswers,
  createTenancy,
  managementOf,
  newTenancyId,
  removeTenancyOf,
} from "../rabbitmq/index.ts";
import { outsideFailed } from "./outside-failed.ts";
import { deadTenancies, lockName } from "./rabbitmq-lock.ts";
import { checkRabbitmq } from "./rabbitmq-rights.ts";
import { readServiceUrl } from "./service-url.ts";

const LIMIT_MS = 10_000;

/** Virtual hosts and users of the run's own in a broker that others use too; all of them go with the run. */
export async function borrowRabbitmq({
  signal,
  onBegun,
}: ServiceRequest): Promise<StartedService<RabbitmqSurroundings>> {
  const url = readServiceUrl("rabbitmq", process.env);
  await using cleanUp = new AsyncDisposableStack();
  const api = cleanUp.use(await reach(url));
  onBegun();
  const admin = cleanUp.use(managementOf(api.port, url, api.host));
  const { version, amqpPort } = await checkRabbitmq(admin, url.options).catch((cause) => {
    if (cause instanceof GraderError) throw cause;
    throw failed(`cannot be reached by PICKING_LABS_RABBITMQ_URL: ${cause.message}`, cause);
  });
  const amqp = cleanUp.use(await reach({ host: url.host, port: amqpPort }));
  signal.throwIfAborted();
  const id = newTenancyId();
  const session = await openLock({ ...amqp, user: url.user, password: url.password }, id);
  cleanUp.defer(() => session.close().catch(() => {}));
  const lost = new Promise<GraderError>((resolve) => {
    session.once("close", () => resolve(failed("closed the connection that the run depends on")));
  });
  for (const dead of await deadTenancies(admin)) await removeTenancyOf(admin, dead);
  // Also what a failure in the middle leaves.
  cleanUp.defer(() => removeTenancyOf(admin, id));
  const { judge, app, virtualHosts, prefix } = await createTenancy(admin, id);
  signal.throwIfAborted();
  const ready = cleanUp.move();
  return {
    access: {
      ...{ host: amqp.host, port: amqp.port, managementPort: api.port },
      ...{ judge, app, virtualHosts, prefix },
    },
    version,
    lost,
    async verify() {
      await Promise.all([amqpAnswers(amqp.port, amqp.host), admin.must("GET", "/whoami")]).catch((cause) => {
        throw failed(`answers no more: ${cause.message}`, cause);
      });
    },
    [Symbol.asyncDispose]: () => ready.disposeAsync(),
  };
}

/** A queue that lives as long as this connection: as long as it is there, nobody removes what is the run's. */
async function openLock(
  { host, port, user, password }: { host: string; port: number; user: string; password: string },
  id: string,
): Promise<ChannelModel> {
  try {
    const session = await connect(
      { hostname: host, port, username: user, password, vhost: "/" },
      { noDelay: true, timeout: LIMIT_MS, clientProperties: { connection_name: lockName(id) } },
    );
    session.on("error", () => {});
    const channel = await session.createChannel();
    await channel.assertQueue(lockName(id), { exclusive: true });
    return session;
  } catch (cause) {
    throw failed(
      `lets its user not make a queue in the virtual host "/": ${(cause as Error).message}`,
      cause,
    );
  }
}

const failed = (what: string, cause?: unknown) => outsideFailed("rabbitmq", what, cause);
