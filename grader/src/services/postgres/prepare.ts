import { randomBytes } from "node:crypto";
import type { Client } from "pg";
import { GraderError } from "../../errors.ts";
import { newPassword } from "../new-password.ts";
import type { PostgresAccess } from "../provider.ts";
import { JUDGE } from "./seed.ts";

const TEMPLATE = "lab_template";
const SHARED = "lab_shared";
/** What a lab's SQL calls the app's role. */
const ROLE = "app_role";

type Connect = (database: string) => Promise<Client>;

/**
 * What every run of a lab begins with: the app's role, a template that has seen the lab's SQL, and its clone. The server's own
 * templates go, which nobody clones here and every run would copy.
 */
export async function prepareLab(connect: Connect, schemaSql: string): Promise<void> {
  await withClient(connect("postgres"), async (judge) => {
    await judge.query(`create role ${ROLE} login`);
    // Neither UTC nor the machine's: an app that leans on the session's zone shows it.
    await judge.query(`alter role ${ROLE} set timezone = 'America/St_Johns'`);
    await judge.query("revoke connect on database postgres from public");
    await judge.query(`create database ${TEMPLATE}`);
  });
  await withClient(connect(TEMPLATE), (template) => runSql(template, schemaSql));
  await withClient(connect("postgres"), async (judge) => {
    await judge.query(`create database ${SHARED} template ${TEMPLATE} strategy file_copy`);
    await judge.query("update pg_database set datistemplate = false where datname like 'template_'");
    // Rows that an app puts there would be in every clone, and none can be made while it is in there.
    await judge.query(`alter database ${TEMPLATE} allow_connections false`);
    await judge.query("drop database template0");
    await judge.query("drop database template1");
  });
}

/** Names and passwords that only this run knows. Ends `judge`. */
export async function makeOwn(judge: Client): Promise<Omit<PostgresAccess, "host" | "port">> {
  const id = randomBytes(4).toString("hex");
  const access = {
    judge: { user: JUDGE, password: newPassword() },
    app: { user: `app_${id}`, password: newPassword() },
    database: `lab_${id}`,
    template: TEMPLATE,
  };
  await withClient(Promise.resolve(judge), () =>
    judge.query(
      [
        `alter role ${ROLE} rename to ${access.app.user}`,
        `alter role ${access.app.user} password '${access.app.password}'`,
        `alter database ${SHARED} rename to ${access.database}`,
        `alter role ${JUDGE} password '${access.judge.password}'`,
      ].join(";"),
    ),
  );
  return access;
}

async function runSql(template: Client, sql: string): Promise<void> {
  try {
    await template.query(sql);
  } catch (cause) {
    const { message } = cause as Error;
    throw new GraderError("manifest-broken", `The SQL of the lab's schema cannot run: ${message}`, { cause });
  }
}

async function withClient<T>(connecting: Promise<Client>, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await connecting;
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
