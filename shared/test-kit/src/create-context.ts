import { type AttachedApp, joinSharedApp, startApp } from "./app/index.ts";
import type { AppOptions } from "./app-options.ts";
import type { CheckContext } from "./check-context.ts";
import { CheckFailure } from "./check-failure.ts";
import { difference } from "./difference.ts";
import { eventually, never } from "./eventually.ts";
import type { Recorder } from "./evidence/index.ts";
import { startProxy } from "./fault-proxy/index.ts";
import { type JudgeDatabase, openDatabase, type PostgresPlace } from "./judge-database/index.ts";
import { createRandom } from "./random.ts";
import { startReceiver } from "./receiver/index.ts";
import type { Scope } from "./scope.ts";
import { show } from "./show.ts";
import type { Suite } from "./suite.ts";

/** The context of one check, and the apps that it came to use. */
export function createContext(
  id: string,
  { context, link, cloning }: Suite,
  { recorder, scope }: { recorder: Recorder; scope: Scope },
): { context: CheckContext; apps: readonly AttachedApp[] } {
  const apps: AttachedApp[] = [];
  let named = 0;
  let receivers = 0;

  function surroundings() {
    named += 1;
    return { name: named === 1 ? "app" : `app-${named}`, link, recorder, scope };
  }

  async function app({ env: own = {}, database }: AppOptions = {}) {
    const through = database !== undefined && "database" in database ? ["postgres"] : [];
    const env = { ...(database === undefined ? {} : { DATABASE_URL: urlFor(database) }), ...own };
    const at = surroundings();
    recorder.did({ do: "start", app: at.name, env: defined({ ...context.env, ...env }), through });
    const started = await startApp(env, at);
    apps.push(started);
    return started;
  }

  async function sharedApp() {
    const at = surroundings();
    recorder.did({ do: "start", app: at.name, env: { ...context.env }, through: [] });
    const joined = await joinSharedApp(at);
    apps.push(joined);
    return joined;
  }

  async function database(): Promise<JudgeDatabase> {
    const place = placeOf(context.postgres);
    if (cloning === undefined) throw new Error(NO_POSTGRES);
    const name = await cloning.clone();
    scope.onEnd(`the database ${name} could not be dropped`, () => cloning.drop(name));
    return openDatabase(name, { place, recorder, scope });
  }

  async function proxy(database: JudgeDatabase) {
    const started = await startProxy(
      { service: "postgres", host: database.host, port: database.port },
      recorder,
    );
    scope.onEnd("a proxy could not be closed", async () => started[Symbol.asyncDispose]());
    return { ...started, database };
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
  return { context: checkContext, apps };
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
