import type { RedisSurroundings } from "@picking-labs/contracts";
import { RUN_LABEL } from "../../container-marks.ts";
import { GraderError } from "../../errors.ts";
import { assertNotTooOld } from "../minimum-versions.ts";
import type { ServiceRequest, StartedService } from "../provider.ts";
import { newRedisAccess, redisConfig, redisVersion, untilRedisAnswers } from "../redis/index.ts";
import { serviceFailed } from "../service-failed.ts";
import { startContainer } from "./container.ts";
import { type Engine, ensureImage } from "./engine.ts";
import { imageOf } from "./images.ts";

const PORT = 6379;
/** The engine decides who reaches it; what stands after the file counts more than what is in it. */
const START =
  'umask 077 && printf %s "$CONFIG" >/dev/shm/redis.conf && unset CONFIG && exec redis-server /dev/shm/redis.conf --bind "*" --protected-mode no';

/** A server of this run alone, in a container that keeps nothing. */
export async function startRedis(
  engine: Engine,
  request: ServiceRequest,
): Promise<StartedService<RedisSurroundings>> {
  const { signal, runId, tell, onBegun } = request;
  await using cleanUp = new AsyncDisposableStack();
  const image = await imageOf("redis", process.env);
  await ensureImage(engine, image, tell);
  const logins = newRedisAccess({ host: "127.0.0.1", port: PORT });
  const container = cleanUp.use(
    await startContainer({
      ...{ engine, labels: { [RUN_LABEL]: runId }, image, user: "redis", ports: [PORT] },
      command: ["sh", "-c", START],
      env: { CONFIG: redisConfig(logins) },
    }),
  );
  onBegun();
  const [reached] = container.ports;
  if (reached === undefined) throw new GraderError("internal", "Redis has no port.");
  const access = { ...logins, host: reached.host, port: reached.port };
  const login = { host: access.host, port: access.port, ...access.judge };
  const version = await untilRedisAnswers(login, container, signal);
  assertNotTooOld("redis", version);
  const ready = cleanUp.move();
  return {
    access,
    version,
    lost: container.ended.then(({ code }) =>
      serviceFailed("redis", `ended with exit code ${code}`, container.tail()),
    ),
    async verify() {
      await redisVersion(login).catch((cause) => {
        throw serviceFailed("redis", `answers no more: ${cause.message}`, container.tail(), cause);
      });
    },
    [Symbol.asyncDispose]: () => ready.disposeAsync(),
  };
}
