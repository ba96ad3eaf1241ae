import type { RabbitmqSurroundings, RedisSurroundings } from "@picking-labs/contracts";
import type {
  PostgresAccess,
  ServiceProvider,
  ServiceRequest,
  StartedService,
  StartedServices,
} from "./provider.ts";

type Accesses = { postgres: PostgresAccess; redis: RedisSurroundings; rabbitmq: RabbitmqSurroundings };
type Name = keyof Accesses;
export type Starters = { [N in Name]: (request: ServiceRequest) => Promise<StartedService<Accesses[N]>> };

/** Starts what a lab asks for side by side, and makes one of it. When one cannot start, the others are ended again. */
export async function startTogether(
  provider: ServiceProvider["name"],
  request: ServiceRequest,
  starters: Starters,
): Promise<StartedServices> {
  const names = [...new Set(request.services)];
  await using cleanUp = new AsyncDisposableStack();
  let waiting = names.length;
  const begun = onceEach(() => {
    waiting--;
    if (waiting === 0) request.onBegun();
  });
  const ended = await Promise.allSettled(
    names.map(async (name) => {
      const started = cleanUp.use(await starters[name]({ ...request, onBegun: begun() }));
      return { name, started };
    }),
  );
  const failed = ended.find((end) => end.status === "rejected");
  if (failed) throw failed.reason;
  const services = ended.flatMap((end) => (end.status === "fulfilled" ? [end.value] : []));
  const ready = cleanUp.move();
  return {
    list: services.map(({ name, started: { version } }) => ({ name, version, provider })),
    lacks: services.flatMap(({ started: { lacks = [] } }) => lacks),
    ...Object.fromEntries(services.map(({ name, started: { access } }) => [name, access])),
    lost:
      services.length === 0
        ? new Promise(() => {})
        : Promise.race(services.map(({ started }) => started.lost)),
    async verify() {
      await Promise.all(services.map(({ started }) => started.verify()));
    },
    [Symbol.asyncDispose]: () => ready.disposeAsync(),
  };
}

/** Functions that each call `then` at their first call alone. */
function onceEach(then: () => void): () => () => void {
  return () => {
    let called = false;
    return () => {
      if (called) return;
      called = true;
      then();
    };
  };
}
