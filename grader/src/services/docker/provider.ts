import { containerMarks, markContainers, unmarkContainers } from "../../container-marks.ts";
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
    const marks = containerMarks(state);
    await markContainers(marks, runId);
    cleanUp.defer(async () => {
      try {
        await removeRun(engine, runId);
        await unmarkContainers(marks, runId);
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
