import { setTimeout as delay } from "node:timers/promises";
import type { RedisSurroundings } from "@picking-labs/contracts";
import { type Child, takePort } from "../../sandbox/index.ts";
import { serviceAccount } from "../account.ts";
import { findProgram, serviceMissing } from "../installation/index.ts";
import { assertNotTooOld } from "../minimum-versions.ts";
import type { ServiceRequest, StartedService } from "../provider.ts";
import { serviceFailed } from "../service-failed.ts";
import { newRedisAccess } from "./access.ts";
import { type Login, redisVersion } from "./ask.ts";
import { redisConfig } from "./config.ts";

/** A server answers within 50 ms; a busy machine gets ten seconds. */
const START_LIMIT_MS = 10_000;

type Server = Pick<Child, "exited" | "tail">;

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
  const access = newRedisAccess({ host: "127.0.0.1", port: port.number });
  const server = processes.start(program, ["-"], {
    name: "redis",
    account: serviceAccount(),
    input: redisConfig(access),
  });
  cleanUp.defer(() => server.kill("SIGKILL", 0));
  onBegun();
  const login = { host: access.host, port: access.port, ...access.judge };
  const version = await untilRedisAnswers(login, server, signal);
  assertNotTooOld("redis", version);
  const ready = cleanUp.move();
  return {
    access,
    version,
    lost: server.ended.then(({ code, signal: by }) =>
      serviceFailed("redis", `ended with ${by ?? `exit code ${code}`}`, server.tail()),
    ),
    async verify() {
      await redisVersion(login).catch((cause) => {
        throw serviceFailed("redis", `answers no more: ${cause.message}`, server.tail(), cause);
      });
    },
    [Symbol.asyncDispose]: () => ready.disposeAsync(),
  };
}

/** Tries until the server lets the judge in. */
export async function untilRedisAnswers(login: Login, server: Server, signal: AbortSignal): Promise<string> {
  const until = performance.now() + START_LIMIT_MS;
  for (;;) {
    signal.throwIfAborted();
    try {
      return await redisVersion(login);
    } catch (cause) {
      if (server.exited || performance.now() > until)
        throw serviceFailed("redis", `did not start on port ${login.port}`, server.tail(), cause);
      await delay(5);
    }
  }
}
