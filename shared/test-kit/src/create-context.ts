import { openBroker, openBrokerSite, startBrokerSite } from "./amqp/index.ts";
import { type AttachedApp, joinLeftApp, joinSharedApp, startApp } from "./app/index.ts";
import type { AppOptions } from "./app-options.ts";
import { byTenant } from "./by-tenant.ts";
import type { CheckContext } from "./check-context.ts";
import { CheckFailure } from "./check-failure.ts";
import { difference } from "./difference.ts";
import { eventually, never } from "./eventually.ts";
import type { Recorder } from "./evidence/index.ts";
import { type JudgeDatabase, openDatabase } from "./judge-database/index.ts";
import { createRandom } from "./random.ts";
import { startReceiver } from "./receiver/index.ts";
import { openRedis, openRedisSite, startRedisSite } from "./redis/index.ts";
import { Scope } from "./scope.ts";
import {
  cloneDatabase,
  handOverServices,
  MISSING,
  namesOf,
  openServices,
  placeOf,
  proxyTo,
  startServices,
  withApp,
} from "./services.ts";
import { show } from "./show.ts";
import type { Suite } from "./suite.ts";
import type { Site, Workplace, WorkplaceOptions } from "./workplace.ts";

type Given = {
  recorder: Recorder;
  scope: Scope;
  /** Where the check stands in the order of the suite. */
  turn: number;
  /** What an earlier check has left for this one. */
  left: Site | undefined;
};

type Used = {
  context: CheckContext;
  apps: readonly AttachedApp[];
  /** What another check may take over; closed by whoever is not handed it on. */
  site: { scope: Scope; open(): Site | undefined };
};

/** The context of one check, and what it came to use. */
export function createContext(id: string, suite: Suite, { recorder, scope, turn, left }: Given): Used {
  const { context, link, keeper, brokerKeeper } = suite;
  const apps: AttachedApp[] = [];
  let named = 0;
  let receivers = 0;

  function surroundings() {
    named += 1;
    return { name: named === 1 ? "app" : `app-${named}`, turn, link, recorder, scope };
  }

  async function app({ env: own = {}, database, redis, rabbitmq }: AppOptions = {}) {
    const through = [
      ...(database !== undefined && "database" in database ? ["postgres"] : []),
      ...(redis === undefined ? [] : ["redis"]),
      ...(rabbitmq === undefined ? [] : ["rabbitmq"]),
    ];
    const env = {
      ...(database === undefined ? {} : { DATABASE_URL: urlFor(database) }),
      ...redis?.env,
      ...rabbitmq?.env,
      ...own,
    };
    const at = surroundings();
    recorder.did({ do: "start", app: at.name, env: defined({ ...context.env, ...env }), through });
    const { app: started } = await startApp(env, at);
    apps.push(started);
    return started;
  }

  const siteScope = left?.scope ?? new Scope();
  let site: Site | undefined;

  async function workplace(options: WorkplaceOptions = {}): Promise<Workplace> {
    if (site !== undefined) throw new Error("a check has one workplace");
    return left === undefined ? newWorkplace(options) : leftWorkplace(left);
  }

  async function leftWorkplace(from: Site): Promise<Workplace> {
    site = from;
    await handOverServices(from.services, suite, recorder);
    const at = surroundings();
    recorder.did({ do: "start", app: at.name, env: from.env, through: namesOf(from.services) });
    const app = joinLeftApp(from.started, at);
    apps.push(app);
    return withApp(app, openServices(from.services, suite, { recorder, scope }));
  }

  async function newWorkplace({ env: own = {}, away = false, before }: WorkplaceOptions): Promise<Workplace> {
    const services = await startServices(suite, { recorder, scope: siteScope });
    const places = openServices(services, suite, { recorder, scope });
    if (away) places.refuse();
    await before?.(places);
    const env = { ...places.env, ...own };
    const at = surroundings();
    const told = defined({ ...context.env, ...env });
    recorder.did({ do: "start", app: at.name, env: told, through: namesOf(services) });
    const { app, started } = await startApp(env, at, siteScope);
    apps.push(app);
    site = { started, env: told, services, scope: siteScope };
    return withApp(app, places);
  }

  async function sharedApp() {
    const at = surroundings();
    recorder.did({ do: "start", app: at.name, env: { ...context.env }, through: [] });
    const joined = await joinSharedApp(at);
    apps.push(joined);
    return joined;
  }

  async function database(): Promise<JudgeDatabase> {
    const name = await cloneDatabase(suite, scope);
    return openDatabase(name, { place: placeOf(context.postgres), recorder, scope });
  }

  async function proxy(database: JudgeDatabase) {
    return { ...(await proxyTo(database, { recorder, scope })), database };
  }

  async function redis() {
    const { redis: place } = context;
    if (place === undefined || keeper === undefined) throw new Error(MISSING.redis);
    const using = { place, recorder, scope };
    return openRedisSite(await startRedisSite(keeper, using), using);
  }

  async function rabbitmq() {
    const { rabbitmq: place } = context;
    if (place === undefined || brokerKeeper === undefined) throw new Error(MISSING.rabbitmq);
    const using = { place, recorder, scope };
    return openBrokerSite(await startBrokerSite(brokerKeeper, using), using);
  }

  async function receiver() {
    receivers += 1;
    const started = await startReceiver(receivers === 1 ? "receiver" : `receiver-${receivers}`, recorder);
    scope.onEnd("a receiver could not be closed", async () => started[Symbol.asyncDispose]());
    return started;
  }

  const checkContext: CheckContext = {
    id,
    random: createRandom(context.seed, id),
    app: (options) => scope.guard(app(options)),
    workplace: (options) => scope.guard(workplace(options)),
    sharedApp: () => scope.guard(sharedApp()),
    database: () => scope.guard(database()),
    async sharedDatabase() {
      const place = placeOf(context.postgres);
      return openDatabase(place.database, { place, recorder, scope });
    },
    proxy,
    redis: () => scope.guard(redis()),
    async sharedRedis() {
      const { redis: place } = context;
      if (place === undefined) throw new Error(MISSING.redis);
      const using = { place, recorder, scope };
      return byTenant((tenant) => openRedis({ tenant, database: place.databases[tenant] }, using));
    },
    rabbitmq: () => scope.guard(rabbitmq()),
    async sharedRabbitmq() {
      const { rabbitmq: place } = context;
      if (place === undefined) throw new Error(MISSING.rabbitmq);
      const using = { place, recorder, scope };
      return byTenant((tenant) => openBroker({ tenant, virtualHost: place.virtualHosts[tenant] }, using));
    },
    receiver,
    note: (text) => void recorder.see({ kind: "note", text }),
    fail(saw, values) {
      throw new CheckFailure(saw, values);
    },
    verify(condition, saw, values) {
      if (!condition) throw new CheckFailure(typeof saw === "string" ? saw : saw(), values);
    },
    equal(actual, expected, what) {
      const found = difference(actual, expected);
      if (found === undefined) return;
      const where = found.path === "" ? what : `${what}: "${found.path}"`;
      const promised =
        found.expected === undefined ? "and should not be there" : `promised ${show(found.expected)}`;
      throw new CheckFailure(`${where} is ${show(found.actual)}, ${promised}`, { actual, expected });
    },
    eventually(probe, otherwise, options) {
      const poll = {};
      const probing = () => recorder.probing(poll, probe);
      return scope.guard(eventually(probing, otherwise, { ...options, signal: scope.signal }));
    },
    never(probe, saw, options) {
      const poll = {};
      const probing = () => recorder.probing(poll, probe);
      return scope.guard(never(probing, saw, { ...options, signal: scope.signal }));
    },
  };
  return { context: checkContext, apps, site: { scope: siteScope, open: () => site } };
}

function urlFor(database: NonNullable<AppOptions["database"]>): string {
  return "database" in database ? database.database.appUrl(database) : database.appUrl();
}

function defined(env: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
