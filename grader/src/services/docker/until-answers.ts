import { setTimeout as delay } from "node:timers/promises";
import { amqpAnswers, type Management } from "../rabbitmq/index.ts";
import { serviceFailed } from "../service-failed.ts";
import type { Engine } from "./engine.ts";
import type { WarmBroker } from "./warm-rabbitmq.ts";

const START_LIMIT_MS = 60_000;

/** Tries until the broker speaks both of its protocols, and returns its version. */
export async function untilAnswers(
  engine: Engine,
  { id, tail }: WarmBroker,
  amqp: number,
  admin: Management,
  signal: AbortSignal,
): Promise<string> {
  const until = performance.now() + START_LIMIT_MS;
  for (;;) {
    signal.throwIfAborted();
    try {
      await amqpAnswers(amqp);
      const { rabbitmq_version } = (await admin.must("GET", "/overview?disable_stats=true")) as {
        rabbitmq_version: string;
      };
      return rabbitmq_version;
    } catch (cause) {
      const running = await engine.container
        .getById(id)
        .inspect()
        .then(
          ({ State }) => State.Running,
          () => false,
        );
      if (!running || performance.now() > until)
        throw serviceFailed("rabbitmq", "did not start in its container", tail?.(), cause);
      await delay(50);
    }
  }
}
