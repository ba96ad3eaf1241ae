import type { RabbitmqSurroundings } from "@picking-labs/contracts";
import { GraderError } from "../../errors.ts";
import { reach } from "../gateway/index.ts";
import { assertNotTooOld } from "../minimum-versions.ts";
import type { ServiceRequest, StartedService } from "../provider.ts";
import { amqpAnswers, createTenancy, managementOf, newTenancyId, removeTenancy } from "../rabbitmq/index.ts";
import { serviceFailed } from "../service-failed.ts";
import type { Engine } from "./engine.ts";
import { markOf } from "./tenancy-mark.ts";
import { untilAnswers } from "./until-answers.ts";
import { ADMIN, warmRabbitmq } from "./warm-rabbitmq.ts";

/** More often than the broker closes an idle connection: as long as there is one, the container does not end by itself. */
const HOLD_MS = 20_000;

/** Virtual hosts and users of the run's own in a broker that stays up between runs. */
export async function leaseRabbitmq(
  engine: Engine,
  request: ServiceRequest,
): Promise<StartedService<RabbitmqSurroundings>> {
  const { signal, runId, onBegun } = request;
  await using cleanUp = new AsyncDisposableStack();
  const broker = await warmRabbitmq(engine, request);
  onBegun();
  const [amqp, management] = await Promise.all(
    [broker.ports.amqp, broker.ports.management].map(async (port) =>
      cleanUp.use(await reach({ host: broker.host, port })),
    ),
  );
  if (amqp === undefined || management === undefined)
    throw new GraderError("internal", "RabbitMQ has no port.");
  const admin = cleanUp.use(managementOf(management.port, { user: ADMIN, password: broker.password }));
  const version = await untilAnswers(engine, broker, amqp.port, admin, signal);
  assertNotTooOld("rabbitmq", version);
  const tenancy = await createTenancy(admin, newTenancyId(), markOf(runId));
  cleanUp.defer(() => removeTenancy(admin, tenancy));
  const hold = setInterval(() => void admin.ask("GET", "/whoami").catch(() => {}), HOLD_MS).unref();
  cleanUp.defer(() => clearInterval(hold));
  const { judge, app, virtualHosts, prefix } = tenancy;
  const lost = engine.container
    .getById(broker.id)
    .wait()
    .catch(() => {})
    .then(() => serviceFailed("rabbitmq", "ended", broker.tail?.()));
  const ready = cleanUp.move();
  return {
    access: {
      ...{ host: amqp.host, port: amqp.port, managementPort: management.port },
      ...{ judge, app, virtualHosts, prefix },
    },
    version,
    lost,
    async verify() {
      await Promise.all([amqpAnswers(amqp.port), admin.must("GET", "/whoami")]).catch((cause) => {
        throw serviceFailed("rabbitmq", `answers no more: ${cause.message}`, broker.tail?.(), cause);
      });
    },
    [Symbol.asyncDispose]: () => ready.disposeAsync(),
  };
}
