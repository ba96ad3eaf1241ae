import { type AttachedApp, joinLeftApp, joinSharedApp, startApp } from "./app/index.ts";
import type { AppOptions } from "./app-options.ts";
import type { CheckContext } from "./check-context.ts";
import { CheckFailure } from "./check-failure.ts";
import { difference } from "./difference.ts";
import { eventually, never } from "./eventually.ts";
import type { Recorder } from "./evidence/index.ts";
import { type StartedProxy, startProxy } from "./fault-proxy/index.ts";
import { type JudgeDatabase, openDatabase, type PostgresPlace } from "./judge-database/index.ts";
import { createRandom } from "./random.ts";
import { startReceiver } from "./receiver/index.ts";
import { Scope } from "./scope.ts";
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
export function createContext(
  id: string,
  { context, link, cloning }: Suite,
  { recorder, scope, turn, left }: Given,
): Used {
  const apps: AttachedApp[] = [];
  let named = 0;
  let receivers = 0;

  function surroundings() {
    named += 1;
    return { name: named === 1 ? "app" : `app-${named}`, turn, link, recorder, scope };
  }

  async function app({ env: own = {}, database }: AppOptions = {}) {
    const through = database !== undefined && "database" in database ? ["postgres"] : [];
    const env = { ...(database === undefined ? {} : { DATABASE_URL: urlFor(database) }), ...own };
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

  function leftWorkplace(from: Site): Workplace {
    site = from;
    from.proxy.handOver(recorder);
    const at = surroundings();
    recorder.did({ do: "start", app: at.name, env: from.env, through: ["postgres"] });
    const app = joinLeftApp(from.started, at);
    apps.push(app);
    return { app, ...placed(from) };
  }

  async function newWorkplace({ env: own = {}, away = false }: WorkplaceOptions): Promise<Workplace> {
    const databaseName = await ownDatabase(siteScope);
    const opened = openDatabase(databaseName, { place: placeOf(context.postgres), recorder, scope });
    const proxy = await ownProxy(opened, siteScope);
    if (away) proxy.refuse();
    const env = { DATABASE_URL: opened.appUrl(proxy), ...own };
    const at = surroundings();
    const told = defined({ ...context.env, ...env });
    recorder.did({ do: "start", app: at.name, env: told, through: ["postgres"] });
    const { app, started } = await startApp(env, at, siteScope);
    apps.push(app);
    site = { started, env: told, databaseName, proxy, scope: siteScope };
    return { app, database: opened, proxy: { ...proxy, database: opened } };
  }

  function placed({ databaseName, proxy }: Site) {
    const database = openDatabase(databaseName, { place: placeOf(context.postgres), recorder, scope });
    return { database, proxy: { ...proxy, database } };
  }

  async function sharedApp() {
    const at = surroundings();
    recorder.did({ do: "start", app: at.name, env: { ...context.env }, through: [] });
    const joined = await joinSharedApp(at);
    apps.push(joined);
    return joined;
  }

  async function database(): Promise<JudgeDatabase> {
    const name = await ownDatabase(scope);
    return openDatabase(name, { place: placeOf(context.postgres), recorder, scope });
  }

  async function ownDatabase(keeper: Scope): Promise<string> {
    if (cloning === undefined) throw new Error(NO_POSTGRES);
    const name = await cloning.clone();
    keeper.onEnd(`the database ${name} could not be dropped`, () => cloning.drop(name));
    return name;
  }

  async function proxy(database: JudgeDatabase) {
    return { ...(await ownProxy(database, scope)), database };
  }

  async function ownProxy({ host, port }: JudgeDatabase, keeper: Scope): Promise<StartedProxy> {
    const started = await startProxy({ service: "postgres", host, port }, recorder);
    keeper.onEnd("a proxy could not be closed", async () => started[Symbol.asyncDispose]());
    return started;
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

const NO_POSTGRES = "this lab has no Postgres";

function placeOf(postgres: PostgresPlace | undefined): PostgresPlace {
  if (postgres === undefined) throw new Error(NO_POSTGRES);
  return postgres;
}

function urlFor(database: NonNullable<AppOptions["database"]>): string {
  return "database" in database ? database.database.appUrl(database) : database.appUrl();
}

function defined(env: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
