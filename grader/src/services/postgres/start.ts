import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Client } from "pg";
import { GraderError } from "../../errors.ts";
import { takePort } from "../../sandbox/index.ts";
import type { PostgresAccess, ServiceRequest, StartedServices } from "../provider.ts";
import { postgresAccount } from "./account.ts";
import { findBinaries } from "./binaries.ts";
import { cacheFolder } from "./cache-folder.ts";
import { createDataFolder, removeDataFolder } from "./data-folder.ts";
import { prepareRun } from "./prepare-run.ts";
import { JUDGE, postgresSeed } from "./seed.ts";

/** A server answers within half a second; a busy machine gets twenty. */
const START_LIMIT_MS = 20_000;
const CONNECT_LIMIT_MS = 5_000;
/** Loopback only; a throw-away server needs no durability, and the judge needs room beside a leaking pool. */
const FLAGS = [
  "listen_addresses=127.0.0.1",
  "unix_socket_directories=",
  "fsync=off",
  "synchronous_commit=off",
  "full_page_writes=off",
  "max_connections=200",
  "dynamic_shared_memory_type=mmap",
  // Passwords are random and live for one run; thousands of rounds would only cost each connection.
  "scram_iterations=1",
  "shared_buffers=32MB",
  "max_wal_size=256MB",
  // A crash ends the server for good, so that it is seen.
  "restart_after_crash=off",
  "log_min_messages=warning",
  "log_timezone=UTC",
];

export type StartedPostgres = AsyncDisposable &
  Pick<StartedServices, "lost" | "verify"> & { access: PostgresAccess; version: string };

/** Starts a private server on a copy of the seed and prepares roles, template and the shared database. */
export async function startPostgres(request: ServiceRequest): Promise<StartedPostgres> {
  const { processes, signal, runId, tell } = request;
  const account = postgresAccount();
  const cache = await cacheFolder(request.cache, account);
  const binaries = await findBinaries(account, cache, runId);
  const seed = await postgresSeed(binaries, account, cache, runId, processes, tell);
  signal.throwIfAborted();
  await using cleanUp = new AsyncDisposableStack();
  const folder = await createDataFolder(runId, account);
  cleanUp.defer(() => removeDataFolder(folder));
  const port = cleanUp.use(await takePort());
  await processes.run("cp", ["-a", seed.data, join(folder, "data")], {
    account,
    what: "copying the prepared database",
  });
  const options = FLAGS.flatMap((flag) => ["-c", flag]);
  const server = processes.start(
    binaries.postgres,
    ["-D", join(folder, "data"), "-p", String(port.number), ...options],
    { account, name: "postgres", cwd: folder },
  );
  cleanUp.defer(() => server.kill("SIGQUIT", 2000));
  const login = { host: "127.0.0.1", port: port.number };
  const judge = await connectJudge({ ...login, user: JUDGE, password: seed.password }, server, signal);
  const access = await prepareRun(judge, login, request.schemaSql).catch((error) => {
    if (error instanceof GraderError) throw error;
    throw serviceFailed(`Postgres could not be prepared: ${error.message}`, server, error);
  });
  const ready = cleanUp.move();
  const failed = (what: string) => serviceFailed(`Postgres ${what}.`, server);
  return {
    access: { ...login, ...access },
    version: binaries.version,
    lost: server.ended.then(({ code, signal: by }) => failed(`ended with ${by ?? `exit code ${code}`}`)),
    async verify() {
      const client = await connect({ ...login, ...access.judge }).catch((cause) => {
        throw failed(`answers no more: ${(cause as Error).message}`);
      });
      await client.end();
    },
    [Symbol.asyncDispose]: () => ready.disposeAsync(),
  };
}

type Server = { exited: boolean; tail(): string[] };
type Login = { host: string; port: number; user: string; password: string };

/** Tries until the server lets the judge in: the only readiness that counts. */
async function connectJudge(login: Login, server: Server, signal: AbortSignal): Promise<Client> {
  const until = performance.now() + START_LIMIT_MS;
  for (;;) {
    signal.throwIfAborted();
    try {
      return await connect(login);
    } catch (cause) {
      if (server.exited || performance.now() > until)
        throw serviceFailed(`Postgres did not start on port ${login.port}.`, server, cause);
      await delay(10);
    }
  }
}

async function connect(login: Login): Promise<Client> {
  const { Client } = (await import("pg")).default;
  const client = new Client({
    ...login,
    database: "postgres",
    application_name: "judge",
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
}

function serviceFailed(happened: string, server: Server, cause?: unknown): GraderError {
  const lines = server.tail().map((line) => `  postgres: ${line}`);
  return new GraderError("service-failed", [happened, ...lines].join("\n"), { cause });
}
