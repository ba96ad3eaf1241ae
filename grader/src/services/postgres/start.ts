import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Client } from "pg";
import { GraderError } from "../../errors.ts";
import { type Child, takePort } from "../../sandbox/index.ts";
import { serviceAccount } from "../account.ts";
import { createDataFolder, removeDataFolder } from "../data-folder.ts";
import type { PostgresAccess, ServiceRequest, StartedServices } from "../provider.ts";
import { serviceFailed } from "../service-failed.ts";
import { findBinaries } from "./binaries.ts";
import { cacheFolder } from "./cache-folder.ts";
import { makeOwn, prepareLab } from "./prepare.ts";
import { clusterSeed, findSeed, JUDGE, keepSeed, type Seed, type SeedPlace } from "./seed.ts";

/** A server answers within half a second; a busy machine gets twenty. */
const START_LIMIT_MS = 20_000;
const CONNECT_LIMIT_MS = 5_000;
const STOP_LIMIT_MS = 10_000;
/** Loopback only; a throw-away server needs no durability. */
export const FLAGS = [
  "listen_addresses=127.0.0.1",
  "unix_socket_directories=",
  "fsync=off",
  "synchronous_commit=off",
  "full_page_writes=off",
  "max_connections=250",
  // The judge's, whatever the apps take.
  "superuser_reserved_connections=50",
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

/** The shell becomes the server, so that it has one pid and one end. */
const COPY_AND_START = 'cp -a "$1" "$2" && shift 2 && exec "$@"';
/** Without the maps of free space and of what all sessions see: Postgres makes them anew, and they are a quarter of all files. */
const LEAN_COPY = 'cp -a "$1" "$2" && find "$2/base" "(" -name "*_fsm" -o -name "*_vm" ")" -delete';
/** Raised when what a lab's seed holds is made in another way. */
export const PREPARED = "4";

/** Starts a private server on a copy of the lab's seed: roles, template and the shared database are there. */
export async function startPostgres(request: ServiceRequest): Promise<StartedPostgres> {
  const { processes, signal, runId, tell, onBegun } = request;
  const account = serviceAccount();
  const cache = await cacheFolder(request.cache, account);
  const binaries = await findBinaries(account, cache, runId);
  signal.throwIfAborted();
  await using cleanUp = new AsyncDisposableStack();
  const folder = await createDataFolder(runId, account);
  cleanUp.defer(() => removeDataFolder(folder));
  const data = join(folder, "data");
  const port = cleanUp.use(await takePort());
  const loginOf = ({ password }: Seed) => ({ host: "127.0.0.1", port: port.number, user: JUDGE, password });
  const place: SeedPlace = { binaries, account, cache, runId, processes };

  /** Copies a seed and starts a server on it, in one breath: nothing of ours has to run in between. */
  function begin(seed: Seed): Child {
    const options = FLAGS.flatMap((flag) => ["-c", flag]);
    const postgres = [binaries.postgres, "-D", data, "-p", String(port.number), ...options];
    const server = processes.start("/bin/sh", ["-c", COPY_AND_START, "sh", seed.data, data, ...postgres], {
      account,
      name: "postgres",
      cwd: folder,
    });
    cleanUp.defer(() => server.kill("SIGQUIT", 2000));
    return server;
  }

  async function prepared<T>(server: Server, work: Promise<T>): Promise<T> {
    return work.catch((error) => {
      if (error instanceof GraderError) throw error;
      throw serviceFailed("postgres", `could not be prepared: ${error.message}`, server.tail(), error);
    });
  }

  async function labSeed(parts: string[]): Promise<Seed> {
    const cluster = await clusterSeed(place, tell);
    signal.throwIfAborted();
    const server = begin(cluster);
    const login = loginOf(cluster);
    await (await connectJudge(login, server, signal)).end();
    await prepared(
      server,
      prepareLab((database) => connect(login, database), request.schemaSql ?? ""),
    );
    await server.kill("SIGINT", STOP_LIMIT_MS);
    // What a killed server leaves would be copied by every later run.
    const { code } = await server.ended;
    if (code !== 0) throw serviceFailed("postgres", "did not stop after it was prepared", server.tail());
    const made = await keepSeed(place, parts, cluster.password, (half) =>
      processes.run("/bin/sh", ["-c", LEAN_COPY, "sh", data, join(half, "data")], {
        account,
        what: "keeping the prepared database",
      }),
    );
    await rm(data, { recursive: true });
    return made;
  }

  const parts = [PREPARED, request.schemaSql ?? ""];
  const seed = (await findSeed(place, parts)) ?? (await labSeed(parts));
  const server = begin(seed);
  onBegun();
  const login = loginOf(seed);
  const judge = await connectJudge(login, server, signal);
  const access = await prepared(server, makeOwn(judge));
  const ready = cleanUp.move();
  const failed = (what: string) => serviceFailed("postgres", what, server.tail());
  return {
    access: { host: login.host, port: login.port, ...access },
    version: binaries.version,
    lost: server.ended.then(({ code, signal: by }) => failed(`ended with ${by ?? `exit code ${code}`}`)),
    async verify() {
      const client = await connect({ ...login, ...access.judge }, "postgres").catch((cause) => {
        throw failed(`answers no more: ${(cause as Error).message}`);
      });
      await client.end();
    },
    [Symbol.asyncDispose]: () => ready.disposeAsync(),
  };
}

export type Server = Pick<Child, "exited" | "tail">;
export type Login = { host: string; port: number; user: string; password: string };

/** Tries until the server lets the judge in: the only readiness that counts. */
export async function connectJudge(login: Login, server: Server, signal: AbortSignal): Promise<Client> {
  const until = performance.now() + START_LIMIT_MS;
  for (;;) {
    signal.throwIfAborted();
    try {
      return await connect(login, "postgres");
    } catch (cause) {
      if (server.exited || performance.now() > until)
        throw serviceFailed("postgres", `did not start on port ${login.port}`, server.tail(), cause);
      await delay(10);
    }
  }
}

export async function connect(login: Login, database: string): Promise<Client> {
  const { Client } = (await import("pg")).default;
  const client = new Client({
    ...login,
    database,
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
