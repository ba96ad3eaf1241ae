import {
  type BrokerPlaces,
  type BrokerSite,
  handOverBrokerSite,
  openBrokerSite,
  startBrokerSite,
} from "./amqp/index.ts";
import type { RunningApp } from "./app/index.ts";
import type { Recorder } from "./evidence/index.ts";
import { type StartedPostgresProxy, startPostgresProxy } from "./fault-proxy/index.ts";
import { type JudgeDatabase, openDatabase, type PostgresPlace } from "./judge-database/index.ts";
import { openRedisSite, type RedisSite, startRedisSite } from "./redis/index.ts";
import type { Scope } from "./scope.ts";
import type { Suite } from "./suite.ts";
import type { Services, Workplace } from "./workplace.ts";

/** What is behind the services of a workplace, whichever check uses it. */
export type ServiceSites = {
  postgres?: { databaseName: string; proxy: StartedPostgresProxy };
  redis?: RedisSite;
  rabbitmq?: BrokerSite;
};

type Using = { recorder: Recorder; scope: Scope };

export const MISSING = {
  postgres: "this lab has no Postgres",
  redis: "this lab has no Redis",
  rabbitmq: "this lab has no RabbitMQ",
};

/** Takes its own of each service of the lab, until the scope ends. */
export async function startServices(suite: Suite, using: Using): Promise<ServiceSites> {
  const { context, keeper, brokerKeeper } = suite;
  const [postgres, redis, rabbitmq] = await Promise.all([
    context.postgres && startPostgresSite(context.postgres, suite, using),
    context.redis && keeper && startRedisSite(keeper, { ...using, place: context.redis }),
    context.rabbitmq && brokerKeeper && startBrokerSite(brokerKeeper, { ...using, place: context.rabbitmq }),
  ]);
  return { ...(postgres && { postgres }), ...(redis && { redis }), ...(rabbitmq && { rabbitmq }) };
}

async function startPostgresSite(place: PostgresPlace, suite: Suite, using: Using) {
  const databaseName = await cloneDatabase(suite, using.scope);
  return { databaseName, proxy: await proxyTo(place, using) };
}

export async function cloneDatabase({ cloning }: Suite, scope: Scope): Promise<string> {
  if (cloning === undefined) throw new Error(MISSING.postgres);
  const name = await cloning.clone();
  scope.onEnd(`the database ${name} could not be dropped`, () => cloning.drop(name));
  return name;
}

export async function proxyTo(
  { host, port }: { host: string; port: number },
  { recorder, scope }: Using,
): Promise<StartedPostgresProxy> {
  const started = await startPostgresProxy({ service: "postgres", host, port }, recorder);
  scope.onEnd("a proxy could not be closed", async () => started[Symbol.asyncDispose]());
  return started;
}

export type OpenedServices = Services & {
  readonly env: Record<string, string>;
  /** Refuses connections to all of them. */
  refuse(): void;
};

/** The services of a workplace, for one check. */
export function openServices(sites: ServiceSites, { context }: Suite, using: Using): OpenedServices {
  const postgres = sites.postgres && openPostgres(sites.postgres, placeOf(context.postgres), using);
  const redis =
    sites.redis && context.redis && openRedisSite(sites.redis, { ...using, place: context.redis });
  const rabbitmq: BrokerPlaces | undefined =
    sites.rabbitmq &&
    context.rabbitmq &&
    openBrokerSite(sites.rabbitmq, { ...using, place: context.rabbitmq });
  return {
    get database() {
      return given(postgres, "postgres").database;
    },
    get proxy() {
      return given(postgres, "postgres").proxy;
    },
    get redis() {
      return given(redis, "redis");
    },
    get rabbitmq() {
      return given(rabbitmq, "rabbitmq");
    },
    env: {
      ...(postgres && { DATABASE_URL: postgres.database.appUrl(postgres.proxy) }),
      ...redis?.env,
      ...rabbitmq?.env,
    },
    refuse() {
      postgres?.proxy.refuse();
      redis?.all.refuse();
      rabbitmq?.all.refuse();
    },
  };
}

function openPostgres(
  { databaseName, proxy }: NonNullable<ServiceSites["postgres"]>,
  place: PostgresPlace,
  using: Using,
) {
  const database: JudgeDatabase = openDatabase(databaseName, { ...using, place });
  return { database, proxy: { ...proxy, database } };
}

/** The same services, and the app that uses them. */
export function withApp(app: RunningApp, services: Services): Workplace {
  const properties = Object.getOwnPropertyDescriptors(services);
  return Object.defineProperties({ app }, properties) as Workplace;
}

/** As they stand in the step of a start. */
export const namesOf = (sites: ServiceSites): string[] => Object.keys(sites);

/** Ends every fault; from now on another check sees what happens. */
export async function handOverServices(
  { postgres, redis, rabbitmq }: ServiceSites,
  { context }: Suite,
  recorder: Recorder,
): Promise<void> {
  postgres?.proxy.handOver(recorder);
  for (const proxy of Object.values(redis?.proxies ?? {})) proxy.handOver(recorder);
  if (rabbitmq !== undefined && context.rabbitmq !== undefined)
    await handOverBrokerSite(rabbitmq, { place: context.rabbitmq, recorder });
}

export function placeOf(postgres: PostgresPlace | undefined): PostgresPlace {
  return given(postgres, "postgres");
}

function given<T>(value: T | undefined, service: keyof typeof MISSING): T {
  if (value === undefined) throw new Error(MISSING[service]);
  return value;
}
