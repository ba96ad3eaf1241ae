import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { containerMarks } from "../../container-marks.ts";
import { holdGateway } from "../gateway/index.ts";
import type { ServiceProvider } from "../provider.ts";
import { startTogether } from "../start-together.ts";
import { isEngineGone, openEngine } from "./engine.ts";
import { removeRun } from "./remove-run.ts";

/** Containers by the engine that answers here: Postgres and Redis of the run's own, and a RabbitMQ that stays up between runs. */
export const dockerProvider: ServiceProvider = {
  name: "docker",
  async start(request) {
    const { runId, signal, state } = request;
    await holdGateway();
    const engine = await openEngine();
    signal.throwIfAborted();
    await using cleanUp = new AsyncDisposableStack();
    // Before the first container, so that the next command finds what a killed grader leaves.
    const mark = join(containerMarks(state), runId);
    await mkdir(dirname(mark), { recursive: true });
    await writeFile(mark, "");
    cleanUp.defer(async () => {
      try {
        await removeRun(engine, runId);
        await rm(mark, { force: true });
      } catch (error) {
        // The mark stays: the next command that finds an engine removes what is left.
        if (!isEngineGone(error)) throw error;
      }
    });
    // What uses the library is loaded with it: a third of a second.
    const started = cleanUp.use(
      await startTogether("docker", request, {
        postgres: async (own) => (await import("./postgres.ts")).startPostgres(engine, own),
        redis: async (own) => (await import("./redis.ts")).startRedis(engine, own),
        rabbitmq: async (own) => (await import("./rabbitmq.ts")).leaseRabbitmq(engine, own),
      }),
    );
    const ready = cleanUp.move();
    return { ...started, [Symbol.asyncDispose]: () => ready.disposeAsync() };
  },
};
