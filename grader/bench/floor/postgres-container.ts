import { randomBytes } from "node:crypto";
import { PostgreSqlContainer } from "@testcontainers/postgresql";
import { Client } from "pg";
import type { PostgresAccess } from "../../src/services/index.ts";

export type ContainerRequest = { image: string; schemaSql: string };

const JUDGE = { user: "judge", password: "judge" };

/** What a team would write by hand: one container that later runs find again, and in it a database for this run. */
export async function postgresContainer({ image, schemaSql }: ContainerRequest): Promise<PostgresAccess> {
  const container = await new PostgreSqlContainer(image)
    .withUsername(JUDGE.user)
    .withPassword(JUDGE.password)
    .withDatabase("postgres")
    .withCommand(["postgres", "-c", "max_connections=250", "-c", "fsync=off"])
    .withReuse()
    .start();
  const id = randomBytes(4).toString("hex");
  const access = {
    host: container.getHost(),
    port: container.getPort(),
    judge: JUDGE,
    app: { user: `app_${id}`, password: id },
    database: `lab_${id}`,
    template: `template_${id}`,
  };
  const run = async (database: string, statements: string[]) => {
    const client = new Client({ ...JUDGE, host: access.host, port: access.port, database });
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  };
  const { user, password } = access.app;
  await run("postgres", [
    `create role ${user} login password '${password}'`,
    `alter role ${user} set timezone = 'America/St_Johns'`,
    `create database ${access.template}`,
  ]);
  await run(access.template, [schemaSql.replaceAll("app_role", user)]);
  await run("postgres", [`create database ${access.database} template ${access.template}`]);
  return access;
}
