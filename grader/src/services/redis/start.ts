import { randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { type RedisSurroundings, TENANTS, type Tenant } from "@picking-labs/contracts";
import { GraderError } from "../../errors.ts";
import { type Child, takePort } from "../../sandbox/index.ts";
import { serviceAccount } from "../account.ts";
import { findProgram, serviceMissing } from "../installation/index.ts";
import { assertNotTooOld } from "../minimum-versions.ts";
import type { ServiceRequest, StartedService } from "../provider.ts";
import { redisVersion } from "./ask.ts";
import { DATABASES, redisConfig } from "./config.ts";

/** A server answers within 50 ms; a busy machine gets ten seconds. */
const START_LIMIT_MS = 10_000;

/** A server of this run alone: it keeps nothing, so it needs no folder, and ends by SIGKILL. */
export async function startRedis({
  processes,
  signal,
  onBegun,
}: ServiceRequest): Promise<StartedService<RedisSurroundings>> {
  const program = findProgram("redis-server");
  if (program === undefined) throw serviceMissing(["redis"]);
  await using cleanUp = new AsyncDisposableStack();
  const port = cleanUp.use(await takePort());
  const access: RedisSurroundings = {
    host: "127.0.0.1",
    port: port.number,
    judge: { user: "judge", password: newPassword() },
    app: { user: `app_${randomBytes(4).toString("hex")}`, password: newPassword() },
    databases: Object.fromEntries(TENANTS.map((tenant, index) => [tenant, index])) as Record<Tenant, number>,
    databaseCount: DATABASES,
  };
  const server = processes.start(program, ["-"], {
    name: "redis",
    account: serviceAccount(),
    input: redisConfig(access),
  });
  cleanUp.defer(() => server.kill("SIGKILL", 0));
  onBegun();
  const login = { host: access.host, port: access.port, ...access.judge };
  const version = await untilAnswers(login, server, signal);
  assertNotTooOld("redis", version);
  const ready = cleanUp.move();
  return {
    access,
    version,
    lost: server.ended.then(({ code, signal: by }) =>
      failed(`ended with ${by ?? `exit code ${code}`}`, server),
    ),
    async verify() {
      await redisVersion(login).catch((cause) => {
        throw failed(`answers no more: ${cause.message}`, server, cause);
      });
    },
    [Symbol.asyncDispose]: () => ready.disposeAsync(),
  };
}

async function untilAnswers(login: Parameters<typeof redisVersion>[0], server: Child, signal: AbortSignal) {
  const until = performance.now() + START_LIMIT_MS;
  for (;;) {
    signal.throwIfAborted();
    try {
      return await redisVersion(login);
    } catch (cause) {
      if (server.exited || performance.now() > until)
        throw failed(`did not start on port ${login.port}`, server, cause);
      await delay(5);
    }
  }
}

function failed(what: string, server: Child, cause?: unknown): GraderError {
  const lines = server.tail().map((line) => `  redis: ${line}`);
  return new GraderError("service-failed", [`Redis ${what}.`, ...lines].join("\n"), { cause });
}

const newPassword = () => randomBytes(18).toString("base64url");
