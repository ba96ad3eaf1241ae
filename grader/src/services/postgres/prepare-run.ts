import { randomBytes } from "node:crypto";
import type { Client } from "pg";
import { GraderError } from "../../errors.ts";
import type { PostgresAccess } from "../provider.ts";
import { JUDGE } from "./seed.ts";

const TEMPLATE = "lab_template";
/** What a lab's SQL calls the app's role. */
const ROLE_IN_SQL = /\bapp_role\b/g;

/** Gives judge and app fresh passwords, runs the lab's SQL in the template and clones the shared database. Ends `judge`. */
export async function prepareRun(
  judge: Client,
  login: { host: string; port: number },
  schemaSql = "",
): Promise<Omit<PostgresAccess, "host" | "port">> {
  const id = randomBytes(4).toString("hex");
  const access = {
    judge: { user: JUDGE, password: newPassword() },
    app: { user: `app_${id}`, password: newPassword() },
    database: `lab_${id}`,
    template: TEMPLATE,
  };
  try {
    await judge.query(`create role ${access.app.user} login password '${access.app.password}'`);
    // Neither UTC nor the machine's: an app that leans on the session's zone shows it.
    await judge.query(`alter role ${access.app.user} set timezone = 'America/St_Johns'`);
    await judge.query(`alter role ${JUDGE} password '${access.judge.password}'`);
    await judge.query("revoke connect on database postgres from public");
    await judge.query(`create database ${TEMPLATE}`);
    await runSql(
      { ...login, ...access.judge, database: TEMPLATE },
      schemaSql.replace(ROLE_IN_SQL, access.app.user),
    );
    await judge.query(`create database ${access.database} template ${TEMPLATE}`);
    return access;
  } finally {
    await judge.end();
  }
}

async function runSql(
  config: { host: string; port: number; user: string; password: string; database: string },
  sql: string,
) {
  const { Client } = (await import("pg")).default;
  const client = new Client(config);
  await client.connect();
  try {
    await client.query(sql);
  } catch (cause) {
    const { message } = cause as Error;
    throw new GraderError("manifest-broken", `The SQL of the lab's schema cannot run: ${message}`, { cause });
  } finally {
    await client.end();
  }
}

const newPassword = () => randomBytes(18).toString("base64url");
