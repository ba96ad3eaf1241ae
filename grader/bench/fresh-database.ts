import pg from "pg";
import type { PostgresAccess } from "../src/services/index.ts";

/** The access to another copy of the template: a suite that runs again must not meet the rows of its last run. */
export async function freshDatabase(access: PostgresAccess, name: string): Promise<PostgresAccess> {
  const { host, port, judge, template } = access;
  const client = new pg.Client({ host, port, ...judge, database: "postgres" });
  await client.connect();
  try {
    await client.query(`create database "${name}" template "${template}" strategy file_copy`);
  } finally {
    await client.end();
  }
  return { ...access, database: name };
}
