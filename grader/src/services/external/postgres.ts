import type { Client } from "pg";
import { GraderError } from "../../errors.ts";
import { reach } from "../gateway/index.ts";
import { newPassword } from "../new-password.ts";
import { connect, type Login } from "../postgres/index.ts";
import type { PostgresAccess, ServiceRequest, StartedService } from "../provider.ts";
import { checkRights } from "./check-rights.ts";
import { outsideFailed } from "./outside-failed.ts";
import { namesOf, removeRun, sweepRuns, takeLock } from "./own-things.ts";
import { readPostgresUrl } from "./postgres-url.ts";

/** A template, a database and two roles in a server that others use too; all of them go with the run. */
export async function borrowPostgres(request: ServiceRequest): Promise<StartedService<PostgresAccess>> {
  const { signal, schemaSql = "", onBegun } = request;
  const url = readPostgresUrl(process.env);
  await using cleanUp = new AsyncDisposableStack();
  const at = cleanUp.use(await reach(url));
  const owner: Login = { host: at.host, port: at.port, user: url.user, password: url.password };
  onBegun();
  const session = await connect(owner, url.database).catch((cause) => {
    throw failed(`cannot be reached by PICKING_LABS_POSTGRES_URL: ${(cause as Error).message}`, cause);
  });
  cleanUp.defer(() => session.end());
  const lost = new Promise<GraderError>((resolve) => {
    session.once("end", () => resolve(failed("closed the connection that the run depends on")));
  });
  const version = await checkRights(session);
  signal.throwIfAborted();
  await sweepRuns(session);
  const names = namesOf();
  await takeLock(session, names);
  // Also what a failure in the middle leaves.
  cleanUp.defer(() => removeRun(session, names));
  const access: PostgresAccess = {
    ...{ host: at.host, port: at.port, database: names.database, template: names.template },
    judge: { user: names.judge, password: newPassword() },
    app: { user: names.app, password: newPassword() },
  };
  await prepare(session, access, schemaSql);
  signal.throwIfAborted();
  const ready = cleanUp.move();
  return {
    access,
    version,
    lacks: ["postgres.server"],
    lost,
    async verify() {
      const client = await connect({ ...owner, ...access.judge }, access.database).catch((cause) => {
        throw failed(`answers no more: ${(cause as Error).message}`, cause);
      });
      await client.end();
    },
    [Symbol.asyncDispose]: () => ready.disposeAsync(),
  };
}

async function prepare(session: Client, access: PostgresAccess, schemaSql: string): Promise<void> {
  const { judge, app, template, database } = access;
  await session.query(`create role ${judge.user} superuser login password '${judge.password}'`);
  await session.query(`create role ${app.user} login password '${app.password}'`);
  await session.query(`alter role ${app.user} set timezone = 'America/St_Johns'`);
  // Owned by the run's judge, as are their clones: that tells whose they are.
  await session.query(
    `create database ${template} owner ${judge.user} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'`,
  );
  const inside = await connect({ ...access, ...judge }, template);
  try {
    await inside.query(schemaSql.replaceAll(/\bapp_role\b/g, app.user));
  } catch (cause) {
    const { message } = cause as Error;
    throw new GraderError("manifest-broken", `The SQL of the lab's schema cannot run: ${message}`, { cause });
  } finally {
    await inside.end();
  }
  await session.query(`create database ${database} owner ${judge.user} template ${template}`);
  await session.query(`revoke connect on database ${database} from public`);
  await session.query(`grant connect on database ${database} to ${app.user}`);
  await session.query(`alter database ${template} allow_connections false`);
}

const failed = (what: string, cause?: unknown) => outsideFailed("postgres", what, cause);
