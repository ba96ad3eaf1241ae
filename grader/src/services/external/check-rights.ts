import type { Client } from "pg";
import { GraderError } from "../../errors.ts";
import { assertNotTooOld } from "../minimum-versions.ts";

/** What the apps and the judge of one run may have open at the same time. */
const CONNECTIONS = 150;

type Server = { version: string; superuser: boolean; most: number; open: number; standby: boolean };

/**
 * Looks at everything that a run will need before it changes anything, and returns the server's version.
 * @throws GraderError `cannot-judge-here` with each thing that is missing
 */
export async function checkRights(session: Client): Promise<string> {
  const { rows } = await session.query<Server>(`
    select current_setting('server_version') as version, current_setting('is_superuser') = 'on' as superuser,
      current_setting('max_connections')::int as most, pg_is_in_recovery() as standby,
      (select count(*)::int from pg_stat_activity where backend_type = 'client backend') as open`);
  const [server] = rows;
  if (server === undefined) throw new GraderError("internal", "Postgres told nothing of itself.");
  const version = server.version.replace(/ .*/, "");
  assertNotTooOld("postgres", version);
  const missing = [
    server.superuser ? "" : "its user is no superuser, and the judge must see and end sessions of the app",
    server.standby ? "it is a standby, which cannot be written to" : "",
    server.most - server.open < CONNECTIONS
      ? `it has ${server.most - server.open} connections left of ${server.most}, and a run may need ${CONNECTIONS} (max_connections)`
      : "",
  ].filter((what) => what !== "");
  if (missing.length > 0)
    throw new GraderError(
      "cannot-judge-here",
      `The Postgres that PICKING_LABS_POSTGRES_URL names cannot be used: ${missing.join("; ")}.`,
    );
  return version;
}
