import { randomBytes } from "node:crypto";
import type { Client } from "pg";

export type Names = { id: string; judge: string; app: string; database: string; template: string };

/** Tells our advisory locks from those of others. */
const LOCK_CLASS = 0x9c_1ab5;
const JUDGE = "picking_judge_";

/** The id is a lock's key as well: 31 bits. */
export function namesOf(id = (randomBytes(4).readUInt32BE() >>> 1).toString(16).padStart(8, "0")): Names {
  return {
    id,
    judge: JUDGE + id,
    app: `picking_app_${id}`,
    database: `picking_lab_${id}`,
    template: `picking_template_${id}`,
  };
}

const keyOf = ({ id }: Names) => Number.parseInt(id, 16);

/** Held by the run's session, and so for as long as the grader lives: it tells everybody that these things are in use. */
export async function takeLock(session: Client, names: Names): Promise<void> {
  await session.query("select pg_advisory_lock($1, $2)", [LOCK_CLASS, keyOf(names)]);
}

/** Removes what runs have left whose grader was killed: their judge is there, and nobody holds their lock. */
export async function sweepRuns(session: Client): Promise<void> {
  const { rows } = await session.query<{ rolname: string }>(
    "select rolname from pg_roles where rolname ~ $1",
    [`^${JUDGE}[0-9a-f]{8}$`],
  );
  for (const { rolname } of rows) {
    const names = namesOf(rolname.slice(JUDGE.length));
    const { rows: tried } = await session.query<{ free: boolean }>(
      "select pg_try_advisory_lock($1, $2) as free",
      [LOCK_CLASS, keyOf(names)],
    );
    if (!tried[0]?.free) continue;
    await removeRun(session, names);
    await session.query("select pg_advisory_unlock($1, $2)", [LOCK_CLASS, keyOf(names)]);
  }
}

/** Removes databases that the run's judge made, and the run's roles; nothing else. */
export async function removeRun(session: Client, { judge, app }: Names): Promise<void> {
  const { rows } = await session.query<{ datname: string }>(
    "select datname from pg_database where datdba = (select oid from pg_roles where rolname = $1)",
    [judge],
  );
  for (const { datname } of rows)
    await session.query(`drop database if exists ${session.escapeIdentifier(datname)} with (force)`);
  for (const role of [app, judge]) await session.query(`drop role if exists ${role}`);
}
