import { createHash } from "node:crypto";
import type { Client } from "pg";
import { RUN_LABEL } from "../../container-marks.ts";
import { GraderError } from "../../errors.ts";
import { assertNotTooOld } from "../minimum-versions.ts";
import { newPassword } from "../new-password.ts";
import {
  connect,
  connectJudge,
  FLAGS,
  INITDB,
  JUDGE,
  type Login,
  makeOwn,
  PREPARED,
  prepareLab,
} from "../postgres/index.ts";
import type { PostgresAccess, ServiceRequest, StartedService } from "../provider.ts";
import { serviceFailed } from "../service-failed.ts";
import { type Container, startContainer } from "./container.ts";
import { type Engine, ensureImage } from "./engine.ts";
import { imageOf } from "./images.ts";
import { findSeedImage, keepSeedImage, type SeedImage } from "./seed-image.ts";

const PORT = 5432;
const STOP_SECONDS = 10;
/** In the image, so that a container begins with it; the image's own folder is a volume, which an image cannot hold. */
const SEED = "/var/tmp/picking-labs/data";
/** Databases are cloned much quicker in memory. */
const MEMORY = "/picking-labs";

/** Outside of the container the engine decides who reaches it. */
const SERVER = ["postgres", ...[...FLAGS, "listen_addresses=*"].flatMap((flag) => ["-c", flag])];
/** In place of the images' own start, which begins the server twice. */
const MAKE_CLUSTER = `printf %s "$JUDGE_PASSWORD" >/tmp/password && mkdir -p ${SEED} && initdb -D ${SEED} "$@" && rm /tmp/password && echo "host all all all scram-sha-256" >>${SEED}/pg_hba.conf`;

/** A server of the run's own, on a copy of an image that holds the lab's template, roles and shared database. */
export async function startPostgres(
  engine: Engine,
  request: ServiceRequest,
): Promise<StartedService<PostgresAccess>> {
  const { signal, runId } = request;
  await using cleanUp = new AsyncDisposableStack();
  const image = await imageOf("postgres", process.env);
  const seed = await seedImage(engine, image, request);
  signal.throwIfAborted();
  const container = cleanUp.use(
    await startContainer({
      ...{
        engine,
        labels: { [RUN_LABEL]: runId },
        image: seed.name,
        user: "postgres",
        memory: [MEMORY],
        ports: [PORT],
      },
      command: ["sh", "-c", `cp -a ${SEED} ${MEMORY}/data && exec "$@" -D ${MEMORY}/data`, "sh", ...SERVER],
    }),
  );
  request.onBegun();
  const login = loginOf(container, seed.password);
  const judge = await connectJudge(login, container, signal);
  const version = await versionOf(judge);
  assertNotTooOld("postgres", version);
  const access = { host: login.host, port: login.port, ...(await prepared(container, makeOwn(judge))) };
  const ready = cleanUp.move();
  return {
    access,
    version,
    lost: container.ended.then(({ code }) =>
      serviceFailed("postgres", `ended with exit code ${code}`, container.tail()),
    ),
    async verify() {
      const client = await connect({ ...login, ...access.judge }, "postgres").catch((cause) => {
        throw serviceFailed(
          "postgres",
          `answers no more: ${(cause as Error).message}`,
          container.tail(),
          cause,
        );
      });
      await client.end();
    },
    [Symbol.asyncDispose]: () => ready.disposeAsync(),
  };
}

/** What a lab's runs begin with, made once for each text of its SQL and each image. */
async function seedImage(engine: Engine, image: string, request: ServiceRequest): Promise<SeedImage> {
  const { signal, runId, tell, schemaSql = "" } = request;
  await ensureImage(engine, image, tell);
  const { Id } = await engine.container.dockerode.getImage(image).inspect();
  const parts = [Id, PREPARED, MAKE_CLUSTER, ...INITDB, schemaSql];
  const hash = createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
  const found = await findSeedImage(engine, hash);
  if (found) return found;
  signal.throwIfAborted();
  tell(`Preparing Postgres in ${image} for the first time`);
  const password = newPassword();
  const options = [...INITDB, "--pwfile=/tmp/password", "--no-sync", "--no-instructions"].map(
    (word) => `'${word}'`,
  );
  await using container = await startContainer({
    ...{
      engine,
      labels: { [RUN_LABEL]: runId },
      image,
      user: "postgres",
      ports: [PORT],
      env: { JUDGE_PASSWORD: password },
    },
    command: [
      "sh",
      "-c",
      `set -- ${options.join(" ")}; ${MAKE_CLUSTER} && exec ${SERVER.join(" ").replace("*", "'*'")} -D ${SEED}`,
    ],
  });
  const login = loginOf(container, password);
  await (await connectJudge(login, container, signal)).end();
  await prepared(
    container,
    prepareLab((database) => connect(login, database), schemaSql),
  );
  await container.stop(STOP_SECONDS);
  const { code } = await container.ended;
  if (code !== 0) throw serviceFailed("postgres", "did not stop after it was prepared", container.tail());
  return await keepSeedImage(engine, container.id, { hash, password });
}

async function versionOf(judge: Client): Promise<string> {
  const { rows } = await judge.query<{ version: string }>(
    "select current_setting('server_version') as version",
  );
  return (rows[0]?.version ?? "").replace(/ .*/, "");
}

function loginOf({ ports: [port] }: Container, password: string): Login {
  if (port === undefined) throw new GraderError("internal", "Postgres has no port.");
  return { host: port.host, port: port.port, user: JUDGE, password };
}

function prepared<T>(container: Container, work: Promise<T>): Promise<T> {
  return work.catch((error) => {
    if (error instanceof GraderError) throw error;
    throw serviceFailed("postgres", `could not be prepared: ${error.message}`, container.tail(), error);
  });
}
